package dev.tidemark.inmemory;

import dev.tidemark.domain.run.Run;
import dev.tidemark.domain.run.RunCounts;
import dev.tidemark.domain.sync.EndedRun;
import dev.tidemark.domain.sync.Lease;
import dev.tidemark.domain.sync.Outcome;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.Sync;
import dev.tidemark.domain.sync.SyncId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** The last runs of every sync. What changes is to be called in a transaction. */
final class Histories {
  private final Table<SyncId, History> histories;
  private final InstantSource clock;

  Histories(InMemoryTransactions transactions, InstantSource clock) {
    this.histories = new Table<>(transactions);
    this.clock = clock;
  }

  List<Run> newest(SyncId sync, int limit) {
    History history = histories.get(sync);
    return history == null ? List.of() : history.newest(limit);
  }

  /** A worker took the run up, for the first time or again. */
  void begun(Sync sync, Lease lease, Instant now) {
    History history = histories.get(sync.id());
    if (history != null && history.newest().id().equals(lease.run())) {
      histories.put(sync.id(), history.withNewest(history.newest().resumed()));
    } else {
      Run run = Run.begun(lease.run(), sync.id(), sync.fullPass() != null, now);
      histories.put(sync.id(), history == null ? History.of(run) : history.with(run));
    }
  }

  /** The run under way changed records. */
  void counted(SyncId sync, RunCounts counts) {
    History history = histories.get(sync);
    if (history != null && !counts.equals(RunCounts.NONE)) {
      histories.put(sync, history.withNewest(history.newest().with(counts)));
    }
  }

  /** The run is over; nothing happens if it was before, or has never begun. */
  void ended(SyncId sync, RunId run, Outcome outcome) {
    History history = histories.get(sync);
    if (history != null
        && history.newest().id().equals(run)
        && history.newest().outcome() == null) {
      histories.put(sync, history.withNewest(history.newest().ended(outcome)));
    }
  }

  /** A run that the facts do not know any more is over. */
  void follow(Sync before, Sync after) {
    EndedRun.between(before, after, clock.instant())
        .ifPresent(run -> ended(before.id(), run.run(), run.outcome()));
  }

  /** The sync is gone, and with it the run that was active. */
  void removed(Sync sync) {
    EndedRun.removed(sync, clock.instant())
        .ifPresent(run -> ended(sync.id(), run.run(), run.outcome()));
  }
}
