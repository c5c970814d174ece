package dev.tidemark.domain.sync;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A cron expression of five fields: minute, hour, day of month, month, day of week (0 or 7 is
 * Sunday), as POSIX has them, with steps ({@code *}{@code /15}), and names for months and days.
 * When both day fields are restricted, a day that fits either one fits.
 */
public final class CronExpression {
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

  /** 29 February comes back after 8 years at the latest; nothing that exists is further away. */
  private static final int YEARS_AHEAD = 9;

  private final String text;
  private final BitSet minutes;
  private final BitSet hours;
  private final BitSet daysOfMonth;
  private final BitSet months;
  private final BitSet daysOfWeek;
  private final boolean eitherDay;

  private CronExpression(String text, List<String> fields) {
    this.text = text;
    minutes = field(fields.get(0), "minute", 0, 59, List.of());
    hours = field(fields.get(1), "hour", 0, 23, List.of());
    daysOfMonth = field(fields.get(2), "day of month", 1, 31, List.of());
    months = field(fields.get(3), "month", 1, 12, MONTHS);
    daysOfWeek = field(fields.get(4), "day of week", 0, 7, DAYS);
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

  private static BitSet field(String field, String what, int least, int most, List<String> names) {
    BitSet set = new BitSet(most + 1);
    for (String part : field.split(",", -1)) {
      String[] stepped = part.split("/", -1);
      String[] range = stepped[0].split("-", -1);
      if (stepped.length > 2 || range.length > 2) {
        throw malformed(part, what, least, most);
      }
      boolean any = range[0].equals("*");
      int from = any ? least : number(range[0], what, least, most, names);
      int to = any || (range.length == 1 && stepped.length == 2) ? most : from;
      if (range.length == 2) {
        to = number(range[1], what, least, most, names);
      }
      int step = stepped.length == 2 ? number(stepped[1], what, 1, most, List.of()) : 1;
      if (to < from || (any && range.length == 2)) {
        throw malformed(part, what, least, most);
      }
      // In "*" a week has seven days, so that its 7 (Sunday again) does not upset a step.
      for (int value = from;
          value <= (any && !names.isEmpty() && least == 0 ? 6 : to);
          value += step) {
        set.set(value);
      }
    }
    return set;
  }

  private static int number(String text, String what, int least, int most, List<String> names) {
    int named = names.indexOf(text.toLowerCase(Locale.ROOT));
    if (named >= 0) {
      return named + least;
    }
    if (!text.matches("\\d{1,3}")) {
      throw malformed(text, what, least, most);
    }
    int value = Integer.parseInt(text);
    if (value < least || value > most) {
      throw malformed(text, what, least, most);
    }
    return value;
  }

  private static IllegalArgumentException malformed(String part, String what, int least, int most) {
    return new IllegalArgumentException(
        "'"
            + part
            + "' is no "
            + what
            + " of a cron expression ("
            + least
            + " to "
            + most
            + ", lists, ranges, steps)");
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
