package dev.tidemark.domain.sync;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The facts of a sync while one change is being made to them. */
final class Draft {
  private final Sync before;
  Schedule schedule;
  SyncMode mode;
  Hold hold;
  CurrentRun currentRun;
  Outcome.@Nullable Real lastOutcome;
  @Nullable Instant lastSucceededAt;
  @Nullable Instant lastDataAt;
  Instant scheduledFrom;
  @Nullable Checkpoint checkpoint;
  @Nullable RunId fullPass;
  @Nullable Instant lastFullPassAt;
  @Nullable Instant noticedAt;
  FencingToken token;
  int failuresInARow;
  int epoch;

  Draft(Sync before) {
    this.before = before;
    schedule = before.schedule();
    mode = before.mode();
    hold = before.hold();
    currentRun = before.currentRun();
    lastOutcome = before.lastOutcome();
    lastSucceededAt = before.lastSucceededAt();
    lastDataAt = before.lastDataAt();
    scheduledFrom = before.scheduledFrom();
    checkpoint = before.checkpoint();
    fullPass = before.fullPass();
    lastFullPassAt = before.lastFullPassAt();
    noticedAt = before.noticedAt();
    token = before.token();
    failuresInARow = before.failuresInARow();
    epoch = before.epoch();
  }

  Sync done() {
    return new Sync(
        before.id(),
        schedule,
        mode,
        hold,
        currentRun,
        lastOutcome,
        lastSucceededAt,
        lastDataAt,
        scheduledFrom,
        checkpoint,
        fullPass,
        lastFullPassAt,
        noticedAt,
        token,
        failuresInARow,
        epoch);
  }
}
