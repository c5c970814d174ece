package dev.tidemark.connectors.expression;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;

/** Prints dates and date-times as Python's isoformat() and repr() do. */
final class IsoText {
  private IsoText() {}

  static String of(LocalDate date) {
    StringBuilder out = new StringBuilder(10);
    appendDate(out, date);
    return out.toString();
  }

  static String of(LocalDateTime moment, String separator) {
    StringBuilder out = new StringBuilder(32);
    appendDate(out, moment.toLocalDate());
    out.append(separator);
    appendTime(out, moment, micros(moment) == 0 ? 0 : 6);
    return out.toString();
  }

  static String of(OffsetDateTime moment, String separator) {
    return of(moment.toLocalDateTime(), separator) + offset(moment.getOffset(), ":");
  }

  static int micros(LocalDateTime moment) {
    return moment.get(ChronoField.MICRO_OF_SECOND);
  }

  static void appendDate(StringBuilder out, LocalDate date) {
    appendPadded(out, date.getYear(), 4);
    out.append('-');
    appendPadded(out, date.getMonthValue(), 2);
    out.append('-');
    appendPadded(out, date.getDayOfMonth(), 2);
  }

  /** The time with that many digits after the seconds. */
  static void appendTime(StringBuilder out, LocalDateTime moment, int digits) {
    appendPadded(out, moment.getHour(), 2);
    out.append(':');
    appendPadded(out, moment.getMinute(), 2);
    out.append(':');
    appendPadded(out, moment.getSecond(), 2);
    if (digits > 0) {
      out.append('.');
      appendPadded(out, micros(moment) / (digits == 3 ? 1000 : 1), digits);
    }
  }

  /** An offset from UTC as {@code +hh:mm}, with seconds where it has them. */
  static String offset(ZoneOffset offset, String colon) {
    int total = Math.abs(offset.getTotalSeconds());
    StringBuilder out = new StringBuilder(9);
    out.append(offset.getTotalSeconds() < 0 ? '-' : '+');
    appendPadded(out, total / 3600, 2);
    out.append(colon);
    appendPadded(out, total / 60 % 60, 2);
    if (total % 60 != 0) {
      out.append(colon);
      appendPadded(out, total % 60, 2);
    }
    return out.toString();
  }

  /** The name of a zone that is only an offset: {@code UTC} or {@code UTC+02:00}. */
  static String zoneName(ZoneOffset offset) {
    return offset.equals(ZoneOffset.UTC) ? "UTC" : "UTC" + offset(offset, ":");
  }

  static void appendPadded(StringBuilder out, long number, int width) {
    String digits = Long.toString(number);
    out.repeat('0', Math.max(0, width - digits.length())).append(digits);
  }

  static String repr(LocalDate date) {
    return "datetime.date(%d, %d, %d)"
        .formatted(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
  }

  static String repr(LocalDateTime moment) {
    return "datetime.datetime(" + parts(moment) + ")";
  }

  static String repr(OffsetDateTime moment) {
    int seconds = moment.getOffset().getTotalSeconds();
    String zone =
        seconds == 0
            ? "datetime.timezone.utc"
            : "datetime.timezone(" + SpanText.repr(Duration.ofSeconds(seconds)) + ")";
    return "datetime.datetime(" + parts(moment.toLocalDateTime()) + ", tzinfo=" + zone + ")";
  }

  private static String parts(LocalDateTime moment) {
    String parts =
        "%d, %d, %d, %d, %d"
            .formatted(
                moment.getYear(),
                moment.getMonthValue(),
                moment.getDayOfMonth(),
                moment.getHour(),
                moment.getMinute());
    int micros = micros(moment);
    if (micros != 0) {
      return parts + ", " + moment.getSecond() + ", " + micros;
    }
    return moment.getSecond() == 0 ? parts : parts + ", " + moment.getSecond();
  }
}
