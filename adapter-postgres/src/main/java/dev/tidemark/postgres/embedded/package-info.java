/** The PostgreSQL that a Tidemark without a database of its own starts in its data folder. */
@NullMarked
package dev.tidemark.postgres.embedded;

import org.jspecify.annotations.NullMarked;
