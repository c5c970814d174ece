package dev.tidemark.connectors.auth;

import java.time.Duration;
import java.time.Instant;

/**
 * A token that requests carry. Its text never shows the value.
 *
 * @param obtained when it was got
 * @param expires when the provider stops taking it
 */
record AccessToken(String value, Instant obtained, Instant expires) {
  private static final Duration LONGEST_MARGIN = Duration.ofSeconds(60);

  /** Whether it will still be taken when a request that is made now arrives. */
  boolean isGood(Instant now) {
    Duration tenth = Duration.between(obtained, expires).dividedBy(10);
    Duration margin = tenth.compareTo(LONGEST_MARGIN) < 0 ? tenth : LONGEST_MARGIN;
    return now.isBefore(expires.minus(margin));
  }

  @Override
  public String toString() {
    return "AccessToken[until " + expires + "]";
  }
}
