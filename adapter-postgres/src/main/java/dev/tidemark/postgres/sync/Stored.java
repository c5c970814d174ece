package dev.tidemark.postgres.sync;

import dev.tidemark.domain.sync.Sync;

/**
 * Facts as they are stored.
 *
 * @param dataset names what the sync keeps current
 */
record Stored(long dataset, Sync sync) {}
