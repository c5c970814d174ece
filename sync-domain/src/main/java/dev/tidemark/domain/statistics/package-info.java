/** Statistics of the connector catalogue. */
@NullMarked
package dev.tidemark.domain.statistics;

import org.jspecify.annotations.NullMarked;
