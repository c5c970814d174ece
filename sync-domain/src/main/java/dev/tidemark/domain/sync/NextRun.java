package dev.tidemark.domain.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Derives from the facts when a sync runs next. */
final class NextRun {
  /** How a sync whose run did not succeed comes back. */
  private static final BackOff AFTER_FAILURE =
      new BackOff(Duration.ofSeconds(10), Duration.ofHours(1));

  /** What happens at a provider comes in bursts, and one run takes them all. */
  private static final Duration BETWEEN_INCREMENTS = Duration.ofSeconds(5);

  private static final Duration BETWEEN_FULL_PASSES = Duration.ofMinutes(5);

  private NextRun() {}

  static Optional<Instant> of(Sync sync) {
    if (sync.hold() instanceof Hold.Reason) {
      return Optional.empty();
    }
    Optional<Instant> regular =
        sync.schedule().next(sync.scheduledFrom(), sync.id().toString().hashCode());
    return switch (sync.currentRun()) {
      case CurrentRun.Queued queued -> Optional.of(queued.at());
      case CurrentRun.Waiting waiting -> Optional.of(waiting.resumeAt());
      case CurrentRun.Working working -> noticed(sync, regular);
      case CurrentRun.None none -> idle(sync, regular);
    };
  }

  private static Optional<Instant> idle(Sync sync, Optional<Instant> regular) {
    int failures = sync.failuresInARow();
    return switch (sync.lastOutcome()) {
      case null -> noticed(sync, regular);
      case Outcome.Succeeded succeeded -> noticed(sync, regular);
      case Outcome.Failed failed -> {
        Optional<Instant> next =
            failed.failure().retryable() && failures > 0
                ? earlier(regular, failed.at().plus(AFTER_FAILURE.after(failures)))
                : regular;
        yield later(byNoticeOnly(sync, next), failed.failure().notBefore());
      }
      // The next run is a full pass, which costs more than the schedule was chosen for.
      case Outcome.Partial partial ->
          later(byNoticeOnly(sync, regular), partial.at().plus(AFTER_FAILURE.after(failures)));
      case Outcome.Lost lost when failures == 0 -> regular;
      case Outcome.Lost lost when failures == 1 -> Optional.of(lost.at());
      // It may be this run that kills its workers: however often it is scheduled, it slows down.
      case Outcome.Lost lost -> Optional.of(lost.at().plus(AFTER_FAILURE.after(failures - 1)));
    };
  }

  /** When the sync runs if the provider has said that there is something to fetch. */
  private static Optional<Instant> noticed(Sync sync, Optional<Instant> regular) {
    Instant at = sync.noticedAt();
    if (at == null || !sync.isNoticed()) {
      return regular;
    }
    Duration pause =
        switch (sync.mode()) {
          case SyncMode.Full full -> BETWEEN_FULL_PASSES;
          case SyncMode.Incremental incremental -> BETWEEN_INCREMENTS;
        };
    Instant soonest = sync.scheduledFrom().plus(pause);
    return earlier(regular, soonest.isAfter(at) ? soonest : at);
  }

  /** A sync that comes back by nothing else does so for what the provider has said. */
  private static Optional<Instant> byNoticeOnly(Sync sync, Optional<Instant> next) {
    return next.isPresent() ? next : noticed(sync, next);
  }

  private static Optional<Instant> earlier(Optional<Instant> one, Instant other) {
    return Optional.of(one.filter(other::isAfter).orElse(other));
  }

  private static Optional<Instant> later(Optional<Instant> one, @Nullable Instant other) {
    return one.map(instant -> other != null && other.isAfter(instant) ? other : instant);
  }
}
