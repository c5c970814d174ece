/** The HTTP server, over real HTTP. */
@NullMarked
package dev.tidemark.http;

import org.jspecify.annotations.NullMarked;
