package dev.tidemark.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts requests in windows that begin with the first request after the last one. */
final class RateLimiter {
  private @Nullable RateLimit limit;
  private Instant windowStart = Instant.MIN;
  private int used;

  /** Sets a limit, or none with null, and begins anew. */
  synchronized void limit(@Nullable RateLimit newLimit) {
    limit = newLimit;
    windowStart = Instant.MIN;
    used = 0;
  }

  synchronized Optional<RateLimit> limit() {
    return Optional.ofNullable(limit);
  }

  /** Takes one request from the budget; if it is spent, how long until there is a new one. */
  synchronized Optional<Duration> overrun(Instant now) {
    if (limit == null) {
      return Optional.empty();
    }
    if (windowStart.equals(Instant.MIN) || !now.isBefore(windowStart.plus(limit.per()))) {
      windowStart = now;
      used = 0;
    }
    if (used < limit.requests()) {
      used++;
      return Optional.empty();
    }
    return Optional.of(Duration.between(now, windowStart.plus(limit.per())));
  }
}
