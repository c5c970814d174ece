package dev.tidemark.domain.sync;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * One of the five fields of a cron expression.
 *
 * @param most the highest value that may be written
 * @param last the highest value that counting reaches
 * @param names what may be written in place of the values, from {@code least} on
 */
record CronField(String what, int least, int most, int last, List<String> names) {
  static final CronField MINUTE = new CronField("minute", 0, 59, 59, List.of());
  static final CronField HOUR = new CronField("hour", 0, 23, 23, List.of());
  static final CronField DAY_OF_MONTH = new CronField("day of month", 1, 31, 31, List.of());
  static final CronField MONTH =
      new CronField(
          "month",
          1,
          12,
          12,
          List.of(
              "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"));

  /** Sunday is 0, or 7 where it is written so; but a week that is counted has seven days. */
  static final CronField DAY_OF_WEEK =
      new CronField(
          "day of week", 0, 7, 6, List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat"));

  /** The values that the text of this field names. */
  BitSet parse(String text) {
    BitSet values = new BitSet(most + 1);
    for (String part : text.split(",", -1)) {
      String[] stepped = part.split("/", -1);
      if (stepped.length > 2) {
        throw malformed(part);
      }
      int step = stepped.length == 1 ? 1 : stepOf(stepped[1]);
      String[] range = stepped[0].split("-", -1);
      if (range.length > 2) {
        throw malformed(part);
      }
      boolean all = stepped[0].equals("*");
      int from = all ? least : number(range[0]);
      int to;
      if (range.length == 2) {
        to = number(range[1]);
      } else {
        // "5/15" goes on to the end, as "*/15" does.
        to = all || stepped.length == 2 ? Math.max(from, last) : from;
      }
      if (to < from) {
        throw malformed(part);
      }
      for (int value = from; value <= to; value += step) {
        values.set(value);
      }
    }
    return values;
  }

  private int stepOf(String text) {
    if (!text.matches("[0-9]{1,3}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > most) {
      throw malformed("/" + text);
    }
    return Integer.parseInt(text);
  }

  private int number(String text) {
    int named = names.indexOf(text.toLowerCase(Locale.ROOT));
    if (named >= 0) {
      return named + least;
    }
    if (!text.matches("[0-9]{1,3}")) {
      throw malformed(text);
    }
    int value = Integer.parseInt(text);
    if (value < least || value > most) {
      throw malformed(text);
    }
    return value;
  }

  private IllegalArgumentException malformed(String part) {
    return new IllegalArgumentException(
        "'%s' is no %s of a cron expression (%d to %d, lists, ranges, steps)"
            .formatted(part, what, least, most));
  }
}
