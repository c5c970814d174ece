package dev.tidemark.connectors.expression;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of strptime, as a regular expression with one group for each code, as CPython reads it.
 */
final class Strptime {
  private static final List<String> DAYS =
      List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
  private static final List<String> MONTHS =
      List.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");
  private static final Map<Character, String> CODES =
      Map.ofEntries(
          Map.entry('d', "3[0-1]|[1-2][0-9]|0[1-9]|[1-9]| [1-9]"),
          Map.entry('f', "[0-9]{1,6}"),
          Map.entry('H', "2[0-3]|[0-1][0-9]|[0-9]"),
          Map.entry('I', "1[0-2]|0[1-9]|[1-9]"),
          Map.entry('G', "[0-9]{4}"),
          Map.entry(
              'j',
              "36[0-6]|3[0-5][0-9]|[1-2][0-9][0-9]|0[1-9][0-9]|00[1-9]|[1-9][0-9]|0[1-9]|[1-9]"),
          Map.entry('m', "1[0-2]|0[1-9]|[1-9]"),
          Map.entry('M', "[0-5][0-9]|[0-9]"),
          Map.entry('S', "6[0-1]|[0-5][0-9]|[0-9]"),
          Map.entry('U', "5[0-3]|[0-4][0-9]|[0-9]"),
          Map.entry('W', "5[0-3]|[0-4][0-9]|[0-9]"),
          Map.entry('w', "[0-6]"),
          Map.entry('u', "[1-7]"),
          Map.entry('V', "5[0-3]|0[1-9]|[1-4][0-9]|[0-9]"),
          Map.entry('y', "[0-9][0-9]"),
          Map.entry('Y', "[0-9]{4}"),
          Map.entry('z', "[+-][0-9][0-9]:?[0-5][0-9](?::?[0-5][0-9](?:\\.[0-9]{1,6})?)?|Z"),
          Map.entry('A', String.join("|", DAYS)),
          Map.entry('a', "mon|tue|wed|thu|fri|sat|sun"),
          Map.entry('B', String.join("|", MONTHS)),
          Map.entry('b', "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"),
          Map.entry('p', "am|pm"),
          Map.entry('Z', "utc|gmt"));
  private static final Map<Character, String> COMPOSED =
      Map.of('c', "%a %b %d %H:%M:%S %Y", 'x', "%m/%d/%y", 'X', "%H:%M:%S");

  private final Pattern pattern;

  private Strptime(Pattern pattern) {
    this.pattern = pattern;
  }

  static Strptime of(String format) {
    StringBuilder regex = new StringBuilder();
    appendAll(regex, format);
    return new Strptime(Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE));
  }

  private static void appendAll(StringBuilder regex, String format) {
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c == '%') {
        if (++i == format.length()) {
          throw new DateTimeException("a format ends in a stray %");
        }
        appendCode(regex, format.charAt(i));
      } else if (!CharacterRules.isSpace(c)) {
        regex.append(Pattern.quote(String.valueOf(c)));
      } else if (i == 0 || !CharacterRules.isSpace(format.charAt(i - 1))) {
        regex.append("\\s+");
      }
    }
  }

  private static void appendCode(StringBuilder regex, char code) {
    String composed = COMPOSED.get(code);
    String expression = CODES.get(code);
    if (code == '%') {
      regex.append('%');
    } else if (composed != null) {
      appendAll(regex, composed);
    } else if (expression == null) {
      throw new DateTimeException("a format has a code that dates cannot be read by: %" + code);
    } else if (regex.indexOf("(?<" + code + ">") >= 0) {
      throw new DateTimeException("a format has a code twice: %" + code);
    } else {
      regex.append("(?<").append(code).append('>').append(expression).append(')');
    }
  }

  /** The moment in the offset of the text, or in UTC when it has none. */
  OffsetDateTime parse(String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.lookingAt() || matcher.end() != text.length()) {
      throw new DateTimeException("a text does not match the format of the date");
    }
    Fields fields = new Fields(matcher);
    try {
      return OffsetDateTime.of(LocalDateTime.of(fields.date(), fields.time()), fields.offset());
    } catch (DateTimeException e) {
      throw new DateTimeException("a text is no date that exists", e);
    }
  }

  /** What the groups of a match say. */
  private static final class Fields {
    private final Matcher matcher;

    Fields(Matcher matcher) {
      this.matcher = matcher;
    }

    private @Nullable String find(char code) {
      return matcher.namedGroups().containsKey(String.valueOf(code))
          ? matcher.group(String.valueOf(code)).toLowerCase(Locale.ROOT)
          : null;
    }

    private int number(char code, int other) {
      String digits = find(code);
      return digits == null ? other : Integer.parseInt(digits.strip());
    }

    private static int index(List<String> names, @Nullable String name) {
      for (int i = 0; name != null && i < names.size(); i++) {
        if (names.get(i).startsWith(name)) {
          return i;
        }
      }
      return -1;
    }

    private int year() {
      int short2 = number('y', -1);
      if (short2 >= 0) {
        return short2 <= 68 ? 2000 + short2 : 1900 + short2;
      }
      return number('Y', 1900);
    }

    /** 1 for Monday to 7 for Sunday, or 0 when the text does not say. */
    private int weekday() {
      int named = Math.max(index(DAYS, find('A')), index(DAYS, find('a')));
      int american = number('w', -1);
      return american >= 0 ? (american + 6) % 7 + 1 : number('u', named + 1);
    }

    LocalDate date() {
      int isoWeek = number('V', -1);
      int isoYear = number('G', -1);
      if (isoWeek >= 0 || isoYear >= 0) {
        return weekDate(isoYear, isoWeek);
      }
      int dayOfYear = number('j', -1);
      if (dayOfYear > 0) {
        return LocalDate.ofYearDay(year(), dayOfYear);
      }
      int week = Math.max(number('U', -1), number('W', -1));
      if (week >= 0 && weekday() > 0 && (find('Y') != null || find('y') != null)) {
        return weekOfYear(week);
      }
      int month = Math.max(index(MONTHS, find('B')), index(MONTHS, find('b')));
      return LocalDate.of(year(), number('m', month < 0 ? 1 : month + 1), number('d', 1));
    }

    private LocalDate weekDate(int year, int week) {
      if (year < 1 || week < 1 || weekday() == 0 || find('j') != null) {
        throw new DateTimeException("%G, %V and a day of the week go together");
      }
      return LocalDate.of(year, 1, 4)
          .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, week)
          .with(DayOfWeek.of(weekday()));
    }

    private LocalDate weekOfYear(int week) {
      DayOfWeek start = find('U') != null ? DayOfWeek.SUNDAY : DayOfWeek.MONDAY;
      LocalDate first = LocalDate.of(year(), 1, 1).with(TemporalAdjusters.nextOrSame(start));
      int sinceStart = Math.floorMod(weekday() - start.getValue(), 7);
      return first.plusDays(7L * (week - 1) + sinceStart);
    }

    LocalTime time() {
      int hour = number('H', 0);
      int shortHour = number('I', -1);
      if (shortHour >= 0) {
        hour = shortHour % 12 + ("pm".equals(find('p')) ? 12 : 0);
      }
      String fraction = find('f');
      int micros =
          fraction == null ? 0 : Integer.parseInt(fraction + "0".repeat(6 - fraction.length()));
      return LocalTime.of(hour, number('M', 0), number('S', 0), micros * 1000);
    }

    ZoneOffset offset() {
      String zone = find('z');
      if (zone == null || zone.equals("z")) {
        return ZoneOffset.UTC;
      }
      String digits = zone.replace(":", "").substring(1);
      int seconds =
          Integer.parseInt(digits.substring(0, 2)) * 3600
              + Integer.parseInt(digits.substring(2, 4)) * 60
              + (digits.length() >= 6 ? Integer.parseInt(digits.substring(4, 6)) : 0);
      return ZoneOffset.ofTotalSeconds(zone.startsWith("-") ? -seconds : seconds);
    }
  }
}
