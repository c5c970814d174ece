/** Text in its kept form. */
@NullMarked
package dev.tidemark.postgres.text;

import org.jspecify.annotations.NullMarked;
