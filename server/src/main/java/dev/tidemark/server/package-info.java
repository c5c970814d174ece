/** The composition root: puts the modules together, starts them, and stops them. */
@NullMarked
package dev.tidemark.server;

import org.jspecify.annotations.NullMarked;
