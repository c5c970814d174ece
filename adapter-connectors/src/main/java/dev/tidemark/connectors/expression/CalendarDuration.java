package dev.tidemark.connectors.expression;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.Objects;

/**
 * A duration with years and months, which have no length until they are added to a date: {@code
 * P1M}. Years and months are applied first, to the last day of a shorter month if need be, then the
 * time.
 *
 * @param years any number; dates can only be moved by whole years
 * @param months any number; dates can only be moved by whole months
 * @param time the days and smaller parts, in microseconds at the finest
 */
public record CalendarDuration(BigDecimal years, BigDecimal months, Duration time) {
  private static final BigDecimal MONTHS_OF_A_YEAR = BigDecimal.valueOf(12);
  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);

  /** Refuses null, and more than a million years or months. */
  public CalendarDuration {
    Objects.requireNonNull(time, "time");
    if (years.abs().compareTo(MOST) > 0 || months.abs().compareTo(MOST) > 0) {
      throw new IllegalArgumentException(
          "years and months must be within " + MOST + ", but were " + years + " and " + months);
    }
  }

  /** A duration of whole years and months and a time. */
  public static CalendarDuration of(long years, long months, Duration time) {
    return new CalendarDuration(BigDecimal.valueOf(years), BigDecimal.valueOf(months), time);
  }

  /**
   * Reads an ISO 8601 duration such as {@code P1M}, {@code PT0.5S} or {@code -P1Y2W}.
   *
   * @throws DateTimeException when the text is none; the message does not repeat it
   */
  public static CalendarDuration parse(String text) {
    return IsoDuration.parse(text);
  }

  /** Whether there are neither years nor months, so that {@link #time} says it all. */
  public boolean isTimeOnly() {
    return years.signum() == 0 && months.signum() == 0;
  }

  /**
   * The moment this much later.
   *
   * @throws DateTimeException when years or months are no whole numbers, or the result is outside
   *     the years 1 to 9999
   */
  public OffsetDateTime addTo(OffsetDateTime moment) {
    LocalDateTime later = addTo(moment.toLocalDateTime());
    return OffsetDateTime.of(later, moment.getOffset());
  }

  /**
   * The moment this much earlier.
   *
   * @throws DateTimeException as for {@link #addTo}
   */
  public OffsetDateTime subtractFrom(OffsetDateTime moment) {
    return negated().addTo(moment);
  }

  /** The duration that undoes this one. */
  public CalendarDuration negated() {
    return new CalendarDuration(years.negate(), months.negate(), time.negated());
  }

  LocalDateTime addTo(LocalDateTime moment) {
    LocalDateTime later = moment.with(monthsLater(moment.toLocalDate())).plus(time);
    if (later.getYear() < 1 || later.getYear() > 9999) {
      throw new DateTimeException("a date would be outside the years 1 to 9999");
    }
    return later;
  }

  private LocalDate monthsLater(LocalDate date) {
    long total = wholeMonths();
    if (total == 0) {
      return date;
    }
    YearMonth month = YearMonth.from(date).plusMonths(total);
    if (month.getYear() < 1 || month.getYear() > 9999) {
      throw new DateTimeException("a date would be outside the years 1 to 9999");
    }
    return month.atDay(Math.min(date.getDayOfMonth(), month.lengthOfMonth()));
  }

  private long wholeMonths() {
    if (years.stripTrailingZeros().scale() > 0 || months.stripTrailingZeros().scale() > 0) {
      throw new DateTimeException("a date cannot be moved by a fraction of a year or month");
    }
    return totalMonths().setScale(0, RoundingMode.UNNECESSARY).longValueExact();
  }

  BigDecimal totalMonths() {
    return years.multiply(MONTHS_OF_A_YEAR).add(months);
  }
}
