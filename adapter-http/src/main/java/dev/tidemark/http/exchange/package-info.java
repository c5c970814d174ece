/** How requests come in and answers go out: routes, keys, bodies, JSON and the shapes of errors. */
@NullMarked
package dev.tidemark.http.exchange;

import org.jspecify.annotations.NullMarked;
