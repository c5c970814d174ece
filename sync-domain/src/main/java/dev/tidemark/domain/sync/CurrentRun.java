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

  /** A worker is at it. */
  sealed interface Working extends CurrentRun {
    /** The run. */
    RunId run();

    /** The token that the worker shows. */
    FencingToken token();

    /** When the run began. */
    Instant startedAt();

    /** Until when the worker is taken to be alive. */
    Instant leaseUntil();

    /** 1 for the first try since the last progress. */
    int attempt();

    /** The same with a lease that ends then. */
    Working until(Instant end);
  }

  /** A run between two attempts; no worker is held meanwhile. */
  sealed interface Waiting extends CurrentRun {
    /** The run. */
    RunId run();

    /** When the run began. */
    Instant startedAt();

    /** When it goes on. */
    Instant resumeAt();

    /** The attempt that came to nothing. */
    int attempt();
  }

  /** A worker is at it. */
  record Running(RunId run, FencingToken token, Instant startedAt, Instant leaseUntil, int attempt)
      implements Working {
    @Override
    public Running until(Instant end) {
      return new Running(run, token, startedAt, end, attempt);
    }
  }

  /** A worker is at it and was asked to stop. */
  record Cancelling(
      RunId run, FencingToken token, Instant startedAt, Instant leaseUntil, int attempt)
      implements Working {
    @Override
    public Cancelling until(Instant end) {
      return new Cancelling(run, token, startedAt, end, attempt);
    }
  }

  /** The provider asked to slow down. */
  record WaitingRateLimit(RunId run, Instant startedAt, Instant resumeAt, int attempt)
      implements Waiting {}

  /** An attempt failed and another follows. */
  record WaitingRetry(RunId run, Instant startedAt, Instant resumeAt, int attempt, Failure cause)
      implements Waiting {}

  /** The run in question, if there is one. */
  default Optional<RunId> id() {
    return switch (this) {
      case None none -> Optional.empty();
      case Queued queued -> Optional.of(queued.run);
      case Working working -> Optional.of(working.run());
      case Waiting waiting -> Optional.of(waiting.run());
    };
  }

  /** Whether a worker held a lease that has run out by now. */
  default boolean lost(Instant now) {
    return this instanceof Working working && !working.leaseUntil().isAfter(now);
  }
}
