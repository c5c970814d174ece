package dev.tidemark.domain.sync;

import dev.tidemark.domain.failure.Failure;
import java.time.Instant;
import java.util.Optional;

/** What a sync is doing now. */
public sealed interface CurrentRun {
  /** Nothing. */
  record None() implements CurrentRun {}

  /**
   * A run is to start.
   *
   * @param full whether a full pass is wanted
   */
  record Queued(RunId run, Instant at, boolean full) implements CurrentRun {}

  /**
   * A worker is at it.
   *
   * @param attempt 1 for the first try since the last progress
   */
  record Running(RunId run, FencingToken token, Instant startedAt, Instant leaseUntil, int attempt)
      implements CurrentRun {}

  /** The provider asked to slow down; no worker is held meanwhile. */
  record WaitingRateLimit(RunId run, Instant startedAt, Instant resumeAt, int attempt)
      implements CurrentRun {}

  /** An attempt failed and another follows; no worker is held meanwhile. */
  record WaitingRetry(RunId run, Instant startedAt, Instant resumeAt, int attempt, Failure cause)
      implements CurrentRun {}

  /** A worker is at it and was asked to stop. */
  record Cancelling(
      RunId run, FencingToken token, Instant startedAt, Instant leaseUntil, int attempt)
      implements CurrentRun {}

  /** The run in question, if there is one. */
  default Optional<RunId> id() {
    return switch (this) {
      case None none -> Optional.empty();
      case Queued queued -> Optional.of(queued.run);
      case Running running -> Optional.of(running.run);
      case WaitingRateLimit waiting -> Optional.of(waiting.run);
      case WaitingRetry waiting -> Optional.of(waiting.run);
      case Cancelling cancelling -> Optional.of(cancelling.run);
    };
  }

  /** When the worker's lease ends, if a worker holds one. */
  default Optional<Instant> lease() {
    return switch (this) {
      case Running running -> Optional.of(running.leaseUntil);
      case Cancelling cancelling -> Optional.of(cancelling.leaseUntil);
      case None none -> Optional.empty();
      case Queued queued -> Optional.empty();
      case WaitingRateLimit waiting -> Optional.empty();
      case WaitingRetry waiting -> Optional.empty();
    };
  }

  /** Whether a worker held a lease that has run out by now. */
  default boolean lost(Instant now) {
    return lease().filter(until -> !until.isAfter(now)).isPresent();
  }
}
