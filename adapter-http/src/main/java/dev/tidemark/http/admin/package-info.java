/** The admin API: the connector catalogue, and the trail that changes leave. */
@NullMarked
package dev.tidemark.http.admin;

import org.jspecify.annotations.NullMarked;
