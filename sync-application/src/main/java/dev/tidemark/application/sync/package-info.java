/** The facts of syncs, and when they run. */
@NullMarked
package dev.tidemark.application.sync;

import org.jspecify.annotations.NullMarked;
