package dev.tidemark.domain.sync;

import java.time.Instant;

/** What becomes of the facts when a worker wants to begin a run. */
final class BeginRun {
  private BeginRun() {}

  static Beginning of(Sync sync, RunId fresh, Instant now, Instant leaseUntil) {
    if (sync.currentRun() instanceof CurrentRun.Working working && working.lost(now)) {
      return new Beginning.FoundLost(sync.lost(now), working.run(), working.outcomeIfLost());
    }
    if (sync.hold() instanceof Hold.Reason reason) {
      return new Beginning.Held(reason);
    }
    return switch (sync.currentRun()) {
      case CurrentRun.Working working -> new Beginning.Active(working.run());
      case CurrentRun.Waiting waiting when waiting.resumeAt().isAfter(now) ->
          new Beginning.Active(waiting.run());
      case CurrentRun.Waiting waiting -> resumed(sync, waiting, leaseUntil);
      case CurrentRun.Queued queued -> begun(sync, queued.run(), now, leaseUntil);
      case CurrentRun.None none -> begun(sync, fresh, now, leaseUntil);
    };
  }

  private static Beginning begun(Sync sync, RunId run, Instant now, Instant leaseUntil) {
    Draft next = new Draft(sync);
    next.token = sync.token().next();
    next.scheduledFrom = now;
    next.currentRun = new CurrentRun.Running(run, next.token, now, leaseUntil, 1);
    // Who asks for a full pass wants what there is now, and not the rest of one that was begun
    // before.
    boolean wanted = sync.currentRun() instanceof CurrentRun.Queued queued && queued.full();
    if (wanted || (sync.fullPass() == null && sync.beginsFullPass(now))) {
      next.fullPass = run;
      next.checkpoint = null;
    }
    return new Beginning.Begun(next.done(), new Lease(sync.id(), run, next.token));
  }

  private static Beginning resumed(Sync sync, CurrentRun.Waiting waiting, Instant leaseUntil) {
    Draft next = new Draft(sync);
    next.token = sync.token().next();
    next.currentRun =
        new CurrentRun.Running(
            waiting.run(), next.token, waiting.startedAt(), leaseUntil, waiting.attempt() + 1);
    return new Beginning.Begun(next.done(), new Lease(sync.id(), waiting.run(), next.token));
  }
}
