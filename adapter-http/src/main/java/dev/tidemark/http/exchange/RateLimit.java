package dev.tidemark.http.exchange;

import java.time.Duration;

/**
 * How many requests one key may make. That many may come at once; what was used up comes back
 * evenly over the time.
 *
 * @param requests 1 to 1 000 000 000
 * @param per one second to one day
 */
public record RateLimit(long requests, Duration per) {
  private static final long MOST_REQUESTS = 1_000_000_000;
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(1);

  /** So much that only a client that has gone mad reaches it: 6 000 000 per minute. */
  public static final RateLimit USUAL = new RateLimit(6_000_000, Duration.ofMinutes(1));

  /** Refuses values out of range. */
  public RateLimit {
    if (requests < 1 || requests > MOST_REQUESTS) {
      throw new IllegalArgumentException(
          "a key may make 1 to " + MOST_REQUESTS + " requests, but was to make " + requests);
    }
    if (per.compareTo(SHORTEST) < 0 || per.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "requests are counted over " + SHORTEST + " to " + LONGEST + ", but it was " + per);
    }
  }
}
