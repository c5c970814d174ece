/** From the body of an answer to records: extraction, transformation, keys. */
@NullMarked
package dev.tidemark.connectors.record;

import org.jspecify.annotations.NullMarked;
