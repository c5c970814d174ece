/** Reads of Granola's public API. */
@NullMarked
package dev.tidemark.sandbox.granola;

import org.jspecify.annotations.NullMarked;
