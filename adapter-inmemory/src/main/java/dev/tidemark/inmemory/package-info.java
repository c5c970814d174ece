/** Every driven port in memory: for embedders, for tests, and for a server that keeps nothing. */
@NullMarked
package dev.tidemark.inmemory;

import org.jspecify.annotations.NullMarked;
