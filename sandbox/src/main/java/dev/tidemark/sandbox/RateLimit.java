package dev.tidemark.sandbox;

import java.time.Duration;

/** So many requests are answered per window of time, by the sandbox's clock. */
public record RateLimit(int requests, Duration per) {
  public RateLimit {
    if (requests < 1) {
      throw new IllegalArgumentException("requests is " + requests + ", must be positive");
    }
    if (!per.isPositive()) {
      throw new IllegalArgumentException("per is " + per + ", must be positive");
    }
  }
}
