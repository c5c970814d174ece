package dev.tidemark.connectors.expression;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Prints durations as Python's timedelta and isodate's Duration do. */
final class SpanText {
  private static final long SECONDS_OF_A_DAY = 86_400;

  private SpanText() {}

  static long days(Duration span) {
    return Math.floorDiv(span.toSeconds(), SECONDS_OF_A_DAY);
  }

  static long secondsOfDay(Duration span) {
    return Math.floorMod(span.toSeconds(), SECONDS_OF_A_DAY);
  }

  static long micros(Duration span) {
    return span.toNanosPart() / 1000;
  }

  static String of(Duration span) {
    StringBuilder out = new StringBuilder();
    long days = days(span);
    if (days != 0) {
      out.append(days).append(Math.abs(days) == 1 ? " day, " : " days, ");
    }
    long seconds = secondsOfDay(span);
    out.append(seconds / 3600).append(':');
    IsoText.appendPadded(out, seconds / 60 % 60, 2);
    out.append(':');
    IsoText.appendPadded(out, seconds % 60, 2);
    if (span.toNanosPart() != 0) {
      out.append('.');
      IsoText.appendPadded(out, micros(span), 6);
    }
    return out.toString();
  }

  static String of(CalendarDuration span) {
    StringBuilder out = new StringBuilder();
    // isodate prints whole numbers, whatever the fraction.
    if (span.years().signum() != 0) {
      out.append(span.years().toBigInteger()).append(" years, ");
    }
    if (span.months().signum() != 0) {
      boolean one = span.months().compareTo(BigDecimal.ONE) <= 0;
      out.append(span.months().toBigInteger()).append(one ? " month, " : " months, ");
    }
    return out + of(span.time());
  }

  static String repr(Duration span) {
    List<String> parts = new ArrayList<>();
    addPart(parts, "days", days(span));
    addPart(parts, "seconds", secondsOfDay(span));
    addPart(parts, "microseconds", micros(span));
    return "datetime.timedelta(" + (parts.isEmpty() ? "0" : String.join(", ", parts)) + ")";
  }

  private static void addPart(List<String> parts, String name, long number) {
    if (number != 0) {
      parts.add(name + "=" + number);
    }
  }

  static String repr(CalendarDuration span) {
    return "isodate.duration.Duration(%d, %d, %d, years=%s, months=%s)"
        .formatted(
            days(span.time()),
            secondsOfDay(span.time()),
            micros(span.time()),
            span.years().toBigInteger(),
            span.months().toBigInteger());
  }
}
