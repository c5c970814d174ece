/** What operators ask: health and metrics. */
@NullMarked
package dev.tidemark.http.operations;

import org.jspecify.annotations.NullMarked;
