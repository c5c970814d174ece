package dev.tidemark.domain.sync;

import java.time.Instant;

/** What becomes of the facts when a run is over. */
final class EndRun {
  private EndRun() {}

  static Sync of(Sync sync, Outcome outcome) {
    Draft next = new Draft(sync);
    next.currentRun = new CurrentRun.None();
    switch (outcome) {
      case Outcome.Succeeded success -> {
        Instant last = sync.lastSucceededAt();
        Instant at = last != null && last.isAfter(success.at()) ? last : success.at();
        next.lastOutcome = new Outcome.Succeeded(at);
        next.lastSucceededAt = at;
        next.failuresInARow = 0;
        if (sync.fullPass() != null) {
          next.lastFullPassAt = at;
        }
        next.fullPass = null;
      }
      case Outcome.Partial partial -> {
        next.lastOutcome = partial;
        next.failuresInARow = sync.failuresInARow() + 1;
        // What could not be applied is found again only by a full pass.
        next.fullPass = null;
        next.checkpoint = null;
      }
      case Outcome.Failed failed -> {
        next.lastOutcome = failed;
        next.failuresInARow = sync.failuresInARow() + 1;
      }
      case Outcome.Lost lost -> {
        next.lastOutcome = lost;
        next.failuresInARow = sync.failuresInARow() + 1;
      }
      case Outcome.Cancelled cancelled -> {
        // A cancelled run says nothing about the data: the last real outcome stays. But whoever
        // cancels a comeback does not want the next one at once.
        next.failuresInARow = 0;
      }
    }
    return next.done();
  }
}
