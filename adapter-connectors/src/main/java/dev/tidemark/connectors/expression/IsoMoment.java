package dev.tidemark.connectors.expression;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Reads ISO 8601 dates and date-times as dateutil's isoparse does: calendar, week and ordinal dates
 * with or without dashes, any one character before the time, fractions cut to microseconds, 24:00.
 */
final class IsoMoment {
  private final String text;
  private int at;
  private boolean hasDashes;
  private boolean isEndOfDay;
  private ZoneOffset offset = ZoneOffset.UTC;

  private IsoMoment(String text) {
    this.text = text;
  }

  /** The moment in the offset of the text, or in UTC when it has none. */
  static OffsetDateTime parse(String text) {
    try {
      return new IsoMoment(text).read();
    } catch (DateTimeException e) {
      throw new DateTimeException("a text is no ISO 8601 date or date-time", e);
    }
  }

  private OffsetDateTime read() {
    LocalDate date = date();
    if (at == text.length()) {
      return date.atTime(LocalTime.MIDNIGHT).atOffset(ZoneOffset.UTC);
    }
    at++;
    LocalTime time = time();
    return date.plusDays(isEndOfDay ? 1 : 0).atTime(time).atOffset(offset);
  }

  private LocalDate date() {
    int year = digits(4);
    if (year < 1) {
      throw new DateTimeException("the year is 0");
    }
    if (at == text.length()) {
      return LocalDate.of(year, 1, 1);
    }
    hasDashes = accept('-');
    int start = at;
    if (accept('W')) {
      return weekDate(year);
    }
    try {
      return calendarDate(year);
    } catch (DateTimeException e) {
      at = start;
      return LocalDate.ofYearDay(year, digits(3));
    }
  }

  private LocalDate calendarDate(int year) {
    int month = digits(2);
    if (at == text.length() && hasDashes) {
      return LocalDate.of(year, month, 1);
    }
    if (hasDashes && !accept('-')) {
      throw new DateTimeException("the day has no dash");
    }
    return LocalDate.of(year, month, digits(2));
  }

  private LocalDate weekDate(int year) {
    int week = digits(2);
    int day = 1;
    if (at < text.length()) {
      if (accept('-') != hasDashes) {
        throw new DateTimeException("dashes stand in some places only");
      }
      day = digits(1);
    }
    if (week < 1 || week > 53 || day < 1 || day > 7) {
      throw new DateTimeException("no such week or day of the week");
    }
    // The fourth of January is always in the first week.
    LocalDate first = LocalDate.of(year, 1, 4).with(DayOfWeek.MONDAY);
    return first.plusDays(7L * (week - 1) + day - 1);
  }

  /** The time; 24:00 is midnight at the end of the day. */
  private LocalTime time() {
    if (text.length() - at < 2) {
      throw new DateTimeException("the time is too short");
    }
    int[] parts = new int[4];
    boolean hasColons = false;
    for (int part = 0; part < 5 && at < text.length(); part++) {
      if ("-+Zz".indexOf(text.charAt(at)) >= 0) {
        offset = offset();
        break;
      }
      if (part == 1) {
        hasColons = accept(':');
      } else if (part == 2 && hasColons && !accept(':')) {
        throw new DateTimeException("colons stand in some places only");
      }
      if (part < 3) {
        parts[part] = digits(2);
      } else if (part == 3) {
        parts[part] = fraction();
      }
    }
    if (at < text.length()) {
      throw new DateTimeException("something stands behind the time");
    }
    isEndOfDay = parts[0] == 24 && parts[1] == 0 && parts[2] == 0 && parts[3] == 0;
    if (isEndOfDay) {
      return LocalTime.MIDNIGHT;
    }
    return LocalTime.of(parts[0], parts[1], parts[2], parts[3] * 1000);
  }

  /** The microseconds; further digits are cut off. */
  private int fraction() {
    if (!accept('.') && !accept(',')) {
      return 0;
    }
    int start = at;
    int micros = 0;
    for (; at < text.length() && isDigit(at); at++) {
      if (at - start < 6) {
        micros = micros * 10 + text.charAt(at) - '0';
      }
    }
    if (at == start) {
      throw new DateTimeException("the fraction has no digits");
    }
    for (int i = at - start; i < 6; i++) {
      micros *= 10;
    }
    return micros;
  }

  private ZoneOffset offset() {
    if (at == text.length() - 1 && (accept('Z') || accept('z'))) {
      return ZoneOffset.UTC;
    }
    int sign = accept('-') ? -1 : 1;
    if (sign > 0 && !accept('+')) {
      throw new DateTimeException("the offset has no sign");
    }
    int hours = digits(2);
    int minutes = 0;
    if (at < text.length()) {
      accept(':');
      minutes = digits(2);
    }
    if (minutes > 59) {
      throw new DateTimeException("the offset has too many minutes");
    }
    return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
  }

  private int digits(int count) {
    int number = 0;
    for (int end = at + count; at < end; at++) {
      if (at >= text.length() || !isDigit(at)) {
        throw new DateTimeException("a digit is missing");
      }
      number = number * 10 + text.charAt(at) - '0';
    }
    return number;
  }

  private boolean isDigit(int index) {
    return text.charAt(index) >= '0' && text.charAt(index) <= '9';
  }

  private boolean accept(char c) {
    if (at >= text.length() || text.charAt(at) != c) {
      return false;
    }
    at++;
    return true;
  }
}
