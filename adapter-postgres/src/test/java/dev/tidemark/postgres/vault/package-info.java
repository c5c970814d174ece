/** The vault on PostgreSQL: its contract, its keys, and how they change. */
@NullMarked
package dev.tidemark.postgres.vault;

import org.jspecify.annotations.NullMarked;
