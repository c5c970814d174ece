package dev.tidemark.domain.run;

import dev.tidemark.domain.failure.Failure;
import dev.tidemark.domain.failure.FetchFailure;
import dev.tidemark.domain.sync.BackOff;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides what follows a failure inside a run. Attempts count from 1 and start again with every
 * page that is stored.
 *
 * @param attempts how often a page is tried before the run gives up
 * @param rateLimitWaits how often in a row a provider may ask to wait before the run gives up
 * @param backOff between attempts when the provider names no time
 * @param longestWait a provider that asks for more than this ends the run
 */
public record RetryPolicy(int attempts, int rateLimitWaits, BackOff backOff, Duration longestWait) {
  /**
   * Three attempts, one and two seconds apart; sixty rate limits in a row of at most an hour each,
   * for the models of a connection share what they may ask, and one may lose to the others for
   * long.
   */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(
          3, 60, new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(1)), Duration.ofHours(1));

  /** Nobody is kept from a provider for longer, whatever it asks for. */
  private static final Duration LONGEST_ABSENCE = Duration.ofDays(1);

  /** Refuses numbers below 1, and a longest wait that is not positive. */
  public RetryPolicy {
    if (!longestWait.isPositive()) {
      throw new IllegalArgumentException(
          "the longest wait of a retry policy is positive, but was " + longestWait);
    }
    if (attempts < 1 || rateLimitWaits < 1) {
      throw new IllegalArgumentException(
          "a retry policy allows at least 1 attempt and 1 wait, but was "
              + attempts
              + ", "
              + rateLimitWaits);
    }
  }

  /**
   * The decision.
   *
   * @param attempt the number of the attempt that failed
   * @param startedOver whether this run has gone back to a full pass already, so that it does not
   *     do so forever
   */
  public RetryDecision decide(FetchFailure trouble, int attempt, boolean startedOver, Instant now) {
    Failure failure = trouble.toFailure().notBeforeAtMost(now.plus(LONGEST_ABSENCE));
    return switch (trouble) {
      case FetchFailure.CredentialsRejected t -> new RetryDecision.Halt(failure);
      case FetchFailure.Misconfigured t -> new RetryDecision.Halt(failure);
      case FetchFailure.PermissionDenied t -> new RetryDecision.GiveUp(failure);
      case FetchFailure.RequestRefused t -> new RetryDecision.GiveUp(failure);
      case FetchFailure.CheckpointExpired t ->
          startedOver ? new RetryDecision.GiveUp(failure) : new RetryDecision.StartOver(failure);
      case FetchFailure.RateLimited t -> wait(t, failure, attempt, now);
      case FetchFailure.ProviderUnavailable t -> retry(failure, attempt, t.retryAt(), now);
      case FetchFailure.NetworkFailed t -> retry(failure, attempt, null, now);
      case FetchFailure.InvalidData t -> retry(failure, attempt, null, now);
      case FetchFailure.Broken t -> retry(failure, attempt, null, now);
    };
  }

  /** The decision after trouble that is not the provider's, and that may pass. */
  public RetryDecision again(Failure failure, int attempt, Instant now) {
    return retry(failure, attempt, null, now);
  }

  private RetryDecision wait(
      FetchFailure.RateLimited trouble, Failure failure, int attempt, Instant now) {
    Instant asked = trouble.resumeAt();
    // A provider whose clock is behind names an instant that has passed: that is no time at all.
    Instant until = asked != null && asked.isAfter(now) ? asked : now.plus(backOff.after(attempt));
    if (attempt > rateLimitWaits || until.isAfter(now.plus(longestWait))) {
      return new RetryDecision.GiveUp(failure);
    }
    return new RetryDecision.WaitForRateLimit(until);
  }

  private RetryDecision retry(Failure failure, int attempt, @Nullable Instant asked, Instant now) {
    if (attempt >= attempts || (asked != null && asked.isAfter(now.plus(longestWait)))) {
      return new RetryDecision.GiveUp(failure);
    }
    Instant ours = now.plus(backOff.after(attempt));
    return new RetryDecision.RetryAt(asked != null && asked.isAfter(ours) ? asked : ours, failure);
  }
}
