/** How requests come in and answers go out. */
@NullMarked
package dev.tidemark.http.exchange;

import org.jspecify.annotations.NullMarked;
