package dev.tidemark.domain.sync;

import java.time.Instant;
import java.util.Optional;

/**
 * A run that was ended by somebody else than its worker.
 *
 * @param outcome that it was lost, or else cancelled
 */
public record EndedRun(RunId run, Outcome outcome) {
  /** The run that facts no longer have after a change; none if no worker ever began it. */
  public static Optional<EndedRun> between(Sync before, Sync after, Instant now) {
    return begun(before)
        .filter(run -> !after.currentRun().id().equals(Optional.of(run)))
        .map(run -> new EndedRun(run, outcome(before, after, now)));
  }

  /** The run of a sync that is removed; none if no worker ever began it. */
  public static Optional<EndedRun> removed(Sync sync, Instant now) {
    return begun(sync).map(run -> new EndedRun(run, new Outcome.Cancelled(now)));
  }

  private static Optional<RunId> begun(Sync sync) {
    return sync.currentRun() instanceof CurrentRun.Queued
        ? Optional.empty()
        : sync.currentRun().id();
  }

  private static Outcome outcome(Sync before, Sync after, Instant now) {
    if (before.currentRun() instanceof CurrentRun.Working working) {
      Outcome lost = new Outcome.Lost(working.leaseUntil());
      if (lost.equals(after.lastOutcome())) {
        return lost;
      }
    }
    return new Outcome.Cancelled(now);
  }
}
