/** From one page of a listing to the next. */
@NullMarked
package dev.tidemark.connectors.paging;

import org.jspecify.annotations.NullMarked;
