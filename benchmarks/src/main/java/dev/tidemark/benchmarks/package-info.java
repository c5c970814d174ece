/** Measurements: what the numbers of this project are, and how they were taken. */
@NullMarked
package dev.tidemark.benchmarks;

import org.jspecify.annotations.NullMarked;
