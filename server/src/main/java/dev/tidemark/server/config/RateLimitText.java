package dev.tidemark.server.config;

import dev.tidemark.http.exchange.RateLimit;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Limits as people write them: {@code 600/1m}, {@code 100/s}, {@code off}. */
final class RateLimitText {
  private static final Pattern LIMIT = Pattern.compile("(\\d{1,9})\\s*/\\s*(\\d{0,6})\\s*(s|m|h)");

  private RateLimitText() {}

  /** Reads one; refuses what is none with a sentence. */
  static Optional<RateLimit> parse(String text) {
    if (text.strip().equalsIgnoreCase("off")) {
      return Optional.empty();
    }
    Matcher limit = LIMIT.matcher(text.strip());
    if (!limit.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no limit; write for example 600/1m, 100/s, or off");
    }
    long amount = limit.group(2).isEmpty() ? 1 : Long.parseLong(limit.group(2));
    Duration per =
        switch (limit.group(3)) {
          case "s" -> Duration.ofSeconds(amount);
          case "m" -> Duration.ofMinutes(amount);
          default -> Duration.ofHours(amount);
        };
    return Optional.of(new RateLimit(Long.parseLong(limit.group(1)), per));
  }
}
