/** The description of the whole API, for people and their tools. */
@NullMarked
package dev.tidemark.http.openapi;

import org.jspecify.annotations.NullMarked;
