package dev.tidemark.sandbox.fault;

import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** A {@code Retry-After} header in one of its two forms. */
public record RetryAfter(Duration delay, Form form) {
  /** How the header is written. */
  public enum Form {
    SECONDS,
    DATE
  }

  public RetryAfter {
    if (delay.isNegative()) {
      throw new IllegalArgumentException("retryAfter is " + delay + ", must not be negative");
    }
  }

  /** The header's value; a date counts from the given instant, in whole seconds rounded up. */
  public String value(Instant now) {
    long seconds = delay.plusNanos(999_999_999).toSeconds();
    return switch (form) {
      case SECONDS -> Long.toString(seconds);
      case DATE -> RFC_1123_DATE_TIME.format(now.plusSeconds(seconds).atOffset(ZoneOffset.UTC));
    };
  }
}
