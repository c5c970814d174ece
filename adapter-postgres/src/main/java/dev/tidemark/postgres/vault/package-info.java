/** Credentials, encrypted before the database sees them, and the keys for it. */
@NullMarked
package dev.tidemark.postgres.vault;

import org.jspecify.annotations.NullMarked;
