package dev.tidemark.postgres.sync;

import dev.tidemark.domain.sync.Sync;

/**
 * Facts as a transaction has them.
 *
 * @param dataset names what the sync keeps current
 * @param row the facts as the row has them, while a change of them waits to be made
 */
record Stored(long dataset, Sync sync, Sync row) {
  /** Facts as they are stored. */
  Stored(long dataset, Sync sync) {
    this(dataset, sync, sync);
  }
}
