package dev.tidemark.domain.sync;

/** How a sync reads its model, run after run. */
public enum SyncMode {
  /** A full pass first, then only what changed. */
  INCREMENTAL,
  /** A full pass every time. */
  FULL
}
