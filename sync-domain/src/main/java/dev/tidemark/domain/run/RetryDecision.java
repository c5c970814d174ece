package dev.tidemark.domain.run;

import dev.tidemark.domain.failure.Failure;
import java.time.Instant;

/** What follows a failure inside a run. */
public sealed interface RetryDecision {
  /** The run goes on then, from its checkpoint. */
  record RetryAt(Instant at, Failure cause) implements RetryDecision {}

  /** The run goes on when the provider answers again. */
  record WaitForRateLimit(Instant until) implements RetryDecision {}

  /** The run goes on at once, with a full pass from the beginning. */
  record StartOver(Failure cause) implements RetryDecision {}

  /** The run is over; the sync comes back by its schedule or back-off. */
  record GiveUp(Failure failure) implements RetryDecision {}

  /** The run is over, and nothing runs until somebody changes something. */
  record Halt(Failure failure) implements RetryDecision {}
}
