/** Connections, facts, runs and records on PostgreSQL. */
@NullMarked
package dev.tidemark.postgres.sync;

import org.jspecify.annotations.NullMarked;
