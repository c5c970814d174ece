/** Kills nodes while they work, and proves that nothing is lost. */
@NullMarked
package dev.tidemark.benchmarks.kill;

import org.jspecify.annotations.NullMarked;
