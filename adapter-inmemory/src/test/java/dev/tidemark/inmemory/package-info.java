/** The contracts of the driven ports, for the store in memory. */
@NullMarked
package dev.tidemark.inmemory;

import org.jspecify.annotations.NullMarked;
