/** The admin API of the connector catalogue. */
@NullMarked
package dev.tidemark.http.admin;

import org.jspecify.annotations.NullMarked;
