package dev.tidemark.application.run;

import dev.tidemark.domain.run.RunCounts;
import dev.tidemark.domain.sync.CurrentRun;
import dev.tidemark.domain.sync.Outcome;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.SyncId;

/** Something that happens to a sync; it is part of the transaction that makes it happen. */
public sealed interface SyncEvent {
  /** The sync in question. */
  SyncId sync();

  /** The run in question. */
  RunId run();

  /** A worker took a run up. */
  record RunBegan(SyncId sync, RunId run, boolean full) implements SyncEvent {}

  /** A run waits for its next attempt. */
  record RunSuspended(SyncId sync, RunId run, CurrentRun.Waiting waiting) implements SyncEvent {}

  /**
   * A run is over.
   *
   * @param counts what its last attempt did; nothing if somebody else than its worker ended it
   */
  record RunEnded(SyncId sync, RunId run, Outcome outcome, RunCounts counts) implements SyncEvent {}
}
