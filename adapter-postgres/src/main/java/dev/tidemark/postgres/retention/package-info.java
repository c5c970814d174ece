/** Lets rows go that nobody needs any more. */
@NullMarked
package dev.tidemark.postgres.retention;

import org.jspecify.annotations.NullMarked;
