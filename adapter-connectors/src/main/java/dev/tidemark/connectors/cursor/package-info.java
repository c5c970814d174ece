/** Reading by time: where a pass starts, how it is sliced, and what a record's time is. */
@NullMarked
package dev.tidemark.connectors.cursor;

import org.jspecify.annotations.NullMarked;
