/** Emulated data that grows with the clock: the same seed and instant give the same state. */
@NullMarked
package dev.tidemark.sandbox.world;

import org.jspecify.annotations.NullMarked;
