/** The HTTP server: starts it with its resources, and stops it. */
@NullMarked
package dev.tidemark.http;

import org.jspecify.annotations.NullMarked;
