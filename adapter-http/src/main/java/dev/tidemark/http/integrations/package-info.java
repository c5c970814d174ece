/** The integrations API, for the organizations' own tools. */
@NullMarked
package dev.tidemark.http.integrations;

import org.jspecify.annotations.NullMarked;
