package dev.tidemark.server.wiring;

import dev.tidemark.application.run.SyncEvent;
import dev.tidemark.domain.run.RunCounts;
import dev.tidemark.domain.sync.CurrentRun;
import dev.tidemark.domain.sync.Outcome;
import java.lang.System.Logger.Level;

/** Writes a line for what happens to syncs. */
final class EventLog {
  private static final System.Logger LOG = System.getLogger(EventLog.class.getName());

  private EventLog() {}

  /** Writes the event's line. */
  static void write(SyncEvent event) {
    switch (event) {
      case SyncEvent.RunBegan began ->
          LOG.log(
              Level.DEBUG,
              "{0} {1} began{2}",
              began.sync(),
              began.run(),
              began.full() ? " (full pass)" : "");
      case SyncEvent.RunSuspended suspended ->
          LOG.log(
              Level.INFO,
              "{0} {1} {2}",
              suspended.sync(),
              suspended.run(),
              waits(suspended.waiting()));
      case SyncEvent.RunEnded ended ->
          LOG.log(
              level(ended.outcome()),
              "{0} {1} {2}",
              ended.sync(),
              ended.run(),
              ended(ended.outcome(), ended.counts()));
    }
  }

  private static Level level(Outcome outcome) {
    return outcome instanceof Outcome.Failed || outcome instanceof Outcome.Lost
        ? Level.WARNING
        : Level.INFO;
  }

  private static String waits(CurrentRun.Waiting waiting) {
    return switch (waiting) {
      case CurrentRun.WaitingRateLimit wait -> "waits for a rate limit until " + wait.resumeAt();
      case CurrentRun.WaitingRetry wait ->
          "goes on at " + wait.resumeAt() + ": " + wait.cause().message();
    };
  }

  private static String ended(Outcome outcome, RunCounts counts) {
    return switch (outcome) {
      case Outcome.Succeeded success ->
          "succeeded: %d new, %d changed, %d unchanged, %d deleted"
              .formatted(counts.inserted(), counts.updated(), counts.unchanged(), counts.deleted());
      case Outcome.Partial partial -> "ended in part: " + partial.failure().message();
      case Outcome.Failed failed ->
          "failed (" + failed.failure().code() + "): " + failed.failure().message();
      case Outcome.Lost lost -> "was lost at " + lost.at();
      case Outcome.Cancelled cancelled -> "was cancelled";
    };
  }
}
