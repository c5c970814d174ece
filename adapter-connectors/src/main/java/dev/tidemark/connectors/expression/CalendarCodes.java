package dev.tidemark.connectors.expression;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** What the codes of strftime stand for, in the C locale. */
final class CalendarCodes {
  private CalendarCodes() {}

  /** Appends a code that is a number, padded as its flag and width say; false when it is none. */
  static boolean appendNumber(
      StringBuilder out, char code, LocalDateTime moment, char flag, int width) {
    switch (code) {
      case 'Y' -> append(out, moment.getYear(), '0', 1, flag, width);
      case 'G' -> append(out, moment.get(IsoFields.WEEK_BASED_YEAR), '0', 1, flag, width);
      case 'C' -> append(out, moment.getYear() / 100, '0', 1, flag, width);
      case 'y' -> append(out, moment.getYear() % 100, '0', 2, flag, width);
      case 'g' -> append(out, moment.get(IsoFields.WEEK_BASED_YEAR) % 100, '0', 2, flag, width);
      case 'm' -> append(out, moment.getMonthValue(), '0', 2, flag, width);
      case 'd' -> append(out, moment.getDayOfMonth(), '0', 2, flag, width);
      case 'e' -> append(out, moment.getDayOfMonth(), ' ', 2, flag, width);
      case 'H' -> append(out, moment.getHour(), '0', 2, flag, width);
      case 'k' -> append(out, moment.getHour(), ' ', 2, flag, width);
      case 'I' -> append(out, moment.get(ChronoField.CLOCK_HOUR_OF_AMPM), '0', 2, flag, width);
      case 'l' -> append(out, moment.get(ChronoField.CLOCK_HOUR_OF_AMPM), ' ', 2, flag, width);
      case 'M' -> append(out, moment.getMinute(), '0', 2, flag, width);
      case 'S' -> append(out, moment.getSecond(), '0', 2, flag, width);
      case 'j' -> append(out, moment.getDayOfYear(), '0', 3, flag, width);
      case 'u' -> append(out, moment.getDayOfWeek().getValue(), '0', 1, flag, width);
      case 'w' -> append(out, moment.getDayOfWeek().getValue() % 7, '0', 1, flag, width);
      case 'V' -> append(out, moment.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), '0', 2, flag, width);
      case 'U' -> append(out, week(moment, DayOfWeek.SUNDAY), '0', 2, flag, width);
      case 'W' -> append(out, week(moment, DayOfWeek.MONDAY), '0', 2, flag, width);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** The week of the year, counted from the first such day; the days before it are in week 0. */
  private static int week(LocalDateTime moment, DayOfWeek start) {
    int sinceStart = Math.floorMod(moment.getDayOfWeek().getValue() - start.getValue(), 7);
    return (moment.getDayOfYear() - 1 + 7 - sinceStart) / 7;
  }

  private static void append(
      StringBuilder out, int number, char padding, int width, char flag, int wantedWidth) {
    if (flag == '-') {
      out.append(number);
      return;
    }
    char pad = flag == '_' ? ' ' : flag == '0' ? '0' : padding;
    String digits = Integer.toString(number);
    out.repeat(pad, Math.max(0, Math.max(wantedWidth, width) - digits.length())).append(digits);
  }

  /** A code that is a text. */
  static String text(char code, LocalDateTime moment) {
    return switch (code) {
      case 'a' -> moment.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case 'A' -> moment.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case 'b', 'h' -> month(moment).substring(0, 3);
      case 'B' -> month(moment);
      case 'p' -> moment.getHour() < 12 ? "AM" : "PM";
      case 'P' -> moment.getHour() < 12 ? "am" : "pm";
      case 'n' -> "\n";
      case 't' -> "\t";
      case '%' -> "%";
      case 'F' -> moment.getYear() + join(moment, "-%m-%d");
      case 'D', 'x' -> join(moment, "%m/%d/%y");
      case 'T', 'X' -> join(moment, "%H:%M:%S");
      case 'R' -> join(moment, "%H:%M");
      case 'r' -> join(moment, "%I:%M:%S ") + text('p', moment);
      case 'c' ->
          text('a', moment)
              + " "
              + text('b', moment)
              + join(moment, " %e %H:%M:%S ")
              + moment.getYear();
      default -> throw new IllegalStateException("no code of strftime: " + code);
    };
  }

  private static String month(LocalDateTime moment) {
    return moment.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  private static String join(LocalDateTime moment, String codes) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < codes.length(); i++) {
      if (codes.charAt(i) == '%') {
        appendNumber(out, codes.charAt(++i), moment, '\0', -1);
      } else {
        out.append(codes.charAt(i));
      }
    }
    return out.toString();
  }
}
