package dev.tidemark.connectors.expression;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A format of date-times in the codes of C's strftime, as CPython has them on Linux, and the
 * reference's own: {@code %s} seconds since 1970, {@code %s_as_float} the same with a fraction,
 * {@code %ms} milliseconds, {@code %epoch_microseconds} microseconds, each as the whole format, and
 * {@code %_ms} for the milliseconds of the second, anywhere. Reading and printing work to the
 * microsecond.
 */
public final class DatetimeFormat {
  private static final int LONGEST = 1000;

  /** Formats that count from 1970. */
  private enum Epoch {
    SECONDS("%s"),
    SECONDS_WITH_FRACTION("%s_as_float"),
    MILLISECONDS("%ms"),
    MICROSECONDS("%epoch_microseconds");

    private final String code;

    Epoch(String code) {
      this.code = code;
    }

    static @Nullable Epoch of(String pattern) {
      for (Epoch epoch : values()) {
        if (epoch.code.equals(pattern)) {
          return epoch;
        }
      }
      return null;
    }
  }

  private final String pattern;
  private final @Nullable Epoch epoch;
  private final Strftime printer;
  private @Nullable Strptime reader;

  private DatetimeFormat(String pattern) {
    this.pattern = pattern;
    this.epoch = Epoch.of(pattern);
    this.printer = Strftime.of(pattern);
  }

  /**
   * The format of a pattern. Every pattern prints; not every one reads.
   *
   * @throws IllegalArgumentException when the pattern is longer than 1000 characters
   */
  public static DatetimeFormat of(String pattern) {
    if (pattern.length() > LONGEST) {
      throw new IllegalArgumentException(
          "pattern must have at most " + LONGEST + " characters, but had " + pattern.length());
    }
    return new DatetimeFormat(pattern);
  }

  /** The pattern this was made of. */
  public String pattern() {
    return pattern;
  }

  /** The moment as text, in its own offset. */
  public String format(OffsetDateTime moment) {
    return epoch == null ? printer.format(moment) : format(epoch, moment);
  }

  private static String format(Epoch epoch, OffsetDateTime moment) {
    double seconds = SpanMath.epochSeconds(moment);
    return switch (epoch) {
      case SECONDS -> Long.toString((long) seconds);
      case SECONDS_WITH_FRACTION -> FloatText.of(seconds);
      case MILLISECONDS -> Long.toString((long) (seconds * 1000));
      case MICROSECONDS -> Long.toString((long) (seconds * 1_000_000));
    };
  }

  /** Prints a date-time with or without an offset, or a date, which is at midnight. */
  String formatAny(Temporal moment) {
    if (epoch != null) {
      return format(epoch, moment instanceof OffsetDateTime aware ? aware : utc(moment));
    }
    return printer.format(moment);
  }

  private static OffsetDateTime utc(Temporal moment) {
    return Strftime.local(moment).atOffset(ZoneOffset.UTC);
  }

  /**
   * Reads a moment; without an offset in the text it is in UTC.
   *
   * @throws DateTimeException when the text does not match, or the pattern cannot be read by; the
   *     message holds neither
   */
  public OffsetDateTime parse(String text) {
    Objects.requireNonNull(text, "text");
    return epoch == null ? reader().parse(text) : parse(epoch, text);
  }

  private static OffsetDateTime parse(Epoch epoch, String text) {
    if (epoch == Epoch.SECONDS_WITH_FRACTION) {
      Double seconds = NumberText.readFloat(text);
      if (seconds == null || !(Math.abs(seconds) < 1e12)) {
        throw new DateTimeException("a text is no number of seconds since 1970");
      }
      return ofMicros((long) Math.rint(seconds * 1e6));
    }
    if (!(NumberText.readInteger(text, 10) instanceof Long count)) {
      throw new DateTimeException("a text is no count since 1970");
    }
    return parse(epoch, count);
  }

  private static OffsetDateTime parse(Epoch epoch, long count) {
    long factor =
        switch (epoch) {
          case SECONDS, SECONDS_WITH_FRACTION -> 1_000_000;
          case MILLISECONDS -> 1000;
          case MICROSECONDS -> 1;
        };
    if (Math.multiplyHigh(count, factor) != (count < 0 ? -1 : 0) && count != 0) {
      throw new DateTimeException("a count since 1970 is outside the years 1 to 9999");
    }
    return ofMicros(count * factor);
  }

  private static OffsetDateTime ofMicros(long micros) {
    long seconds = Math.floorDiv(micros, 1_000_000L);
    int nanos = (int) Math.floorMod(micros, 1_000_000L) * 1000;
    LocalDateTime moment = LocalDateTime.ofEpochSecond(seconds, nanos, ZoneOffset.UTC);
    if (moment.getYear() < 1 || moment.getYear() > 9999) {
      throw new DateTimeException("a count since 1970 is outside the years 1 to 9999");
    }
    return moment.atOffset(ZoneOffset.UTC);
  }

  private Strptime reader() {
    Strptime made = reader;
    if (made == null) {
      made = Strptime.of(pattern.replace("%_ms", "%f"));
      reader = made;
    }
    return made;
  }

  /**
   * Reads an ISO 8601 date or date-time as dateutil's isoparse does; without an offset in the text
   * it is in UTC, and the result always is.
   *
   * @throws DateTimeException when the text is none; the message does not repeat it
   */
  public static OffsetDateTime parseIso(String text) {
    return IsoMoment.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
  }
}
