/** Connections, the facts of syncs, the history of runs, and records. */
@NullMarked
package dev.tidemark.postgres.sync;

import org.jspecify.annotations.NullMarked;
