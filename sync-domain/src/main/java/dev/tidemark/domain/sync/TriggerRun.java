package dev.tidemark.domain.sync;

import java.time.Instant;
import java.util.Optional;

/** What becomes of the facts when somebody wants a run now. */
final class TriggerRun {
  private TriggerRun() {}

  static Triggering of(Sync sync, RunId fresh, boolean full, Instant now) {
    if (sync.currentRun().lost(now)) {
      return of(sync.lost(now), fresh, full, now);
    }
    if (sync.hold() instanceof Hold.Reason reason) {
      return new Triggering.Held(reason);
    }
    Optional<RunId> active = sync.lasting();
    if (active.isEmpty()) {
      return new Triggering.Queued(sync.queued(fresh, full, now), fresh);
    }
    return new Triggering.Joined(
        full && sync.currentRun() instanceof CurrentRun.Queued queued
            ? sync.queued(queued.run(), true, queued.at())
            : sync,
        active.get());
  }
}
