package dev.tidemark.domain.sync;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * A cron expression of five fields: minute, hour, day of month, month, day of week (0 or 7 is
 * Sunday), as POSIX has them, with steps ({@code *}{@code /15}), and names for months and days. A
 * day must fit both day fields; but when neither begins with {@code *}, one that fits either fits.
 * That a step such as {@code *}{@code /2} does not count there is how Vixie's cron has always read
 * it.
 */
public final class CronExpression {
  /**
   * Nothing that exists is further away than a 29 February that must be a Sunday: up to 40 years,
   * over a year such as 2100.
   */
  private static final int YEARS_AHEAD = 41;

  private final String text;
  private final BitSet minutes;
  private final BitSet hours;
  private final BitSet daysOfMonth;
  private final BitSet months;
  private final BitSet daysOfWeek;
  private final boolean eitherDay;

  private CronExpression(String text, List<String> fields) {
    this.text = text;
    minutes = CronField.MINUTE.parse(fields.get(0));
    hours = CronField.HOUR.parse(fields.get(1));
    daysOfMonth = CronField.DAY_OF_MONTH.parse(fields.get(2));
    months = CronField.MONTH.parse(fields.get(3));
    daysOfWeek = CronField.DAY_OF_WEEK.parse(fields.get(4));
    if (daysOfWeek.get(7)) {
      daysOfWeek.set(0);
    }
    eitherDay = !fields.get(2).startsWith("*") && !fields.get(4).startsWith("*");
  }

  /** Reads an expression, and refuses one that is malformed or names no date at all. */
  public static CronExpression parse(String text) {
    List<String> fields = List.of(text.strip().split("\\s+"));
    if (fields.size() != 5) {
      throw new IllegalArgumentException(
          "a cron expression has 5 fields (minute hour day month weekday), but '"
              + text
              + "' has "
              + fields.size());
    }
    CronExpression expression = new CronExpression(String.join(" ", fields), fields);
    if (expression.nextDate(LocalDate.of(2000, 1, 1)).isEmpty()) {
      throw new IllegalArgumentException(
          "cron expression '" + text + "' names no date that exists");
    }
    return expression;
  }

  /**
   * The first instant after that one, in the same zone. A time that a clock change skips is taken
   * at the moment the clocks go forward; a time that comes twice is taken the first time.
   */
  public Optional<ZonedDateTime> next(ZonedDateTime after) {
    LocalDateTime from = after.toLocalDateTime();
    Optional<LocalDateTime> candidate = nextLocal(from);
    while (candidate.isPresent()) {
      ZonedDateTime instant = resolved(candidate.get(), after);
      if (instant.toInstant().isAfter(after.toInstant())) {
        return Optional.of(instant);
      }
      candidate = nextLocal(candidate.get());
    }
    return Optional.empty();
  }

  private static ZonedDateTime resolved(LocalDateTime local, ZonedDateTime like) {
    var gap = like.getZone().getRules().getTransition(local);
    if (gap != null && gap.isGap()) {
      return gap.getInstant().atZone(like.getZone());
    }
    return local.atZone(like.getZone()).withEarlierOffsetAtOverlap();
  }

  private Optional<LocalDateTime> nextLocal(LocalDateTime after) {
    LocalDateTime start = after.withSecond(0).withNano(0).plusMinutes(1);
    if (dateFits(start.toLocalDate())) {
      Optional<LocalTime> today = timeFrom(start.toLocalTime());
      if (today.isPresent()) {
        return Optional.of(start.toLocalDate().atTime(today.get()));
      }
    }
    return nextDate(start.toLocalDate().plusDays(1))
        .map(date -> date.atTime(LocalTime.of(hours.nextSetBit(0), minutes.nextSetBit(0))));
  }

  private Optional<LocalTime> timeFrom(LocalTime from) {
    if (hours.get(from.getHour())) {
      int minute = minutes.nextSetBit(from.getMinute());
      if (minute >= 0) {
        return Optional.of(LocalTime.of(from.getHour(), minute));
      }
    }
    int hour = hours.nextSetBit(from.getHour() + 1);
    return hour < 0 ? Optional.empty() : Optional.of(LocalTime.of(hour, minutes.nextSetBit(0)));
  }

  private Optional<LocalDate> nextDate(LocalDate from) {
    LocalDate end = from.plusYears(YEARS_AHEAD);
    LocalDate date = from;
    while (date.isBefore(end)) {
      if (!months.get(date.getMonthValue())) {
        date = date.withDayOfMonth(1).plusMonths(1);
      } else if (dateFits(date)) {
        return Optional.of(date);
      } else {
        date = date.plusDays(1);
      }
    }
    return Optional.empty();
  }

  private boolean dateFits(LocalDate date) {
    boolean ofMonth = daysOfMonth.get(date.getDayOfMonth());
    boolean ofWeek = daysOfWeek.get(date.getDayOfWeek().getValue() % 7);
    return months.get(date.getMonthValue()) && (eitherDay ? ofMonth || ofWeek : ofMonth && ofWeek);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CronExpression that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The five fields as they were written. */
  @Override
  public String toString() {
    return text;
  }
}
