/** The parts that a listing is read in: what one is, which were read, and where each goes on. */
@NullMarked
package dev.tidemark.connectors.partition;

import org.jspecify.annotations.NullMarked;
