package dev.tidemark.connectors.expression;

import java.time.DateTimeException;
import java.util.function.Supplier;

/** Dates, formats and durations from text, with faults in the place of Java's exceptions. */
final class Dates {
  private Dates() {}

  /** The format of a pattern, read once for as long as the pattern at this place stays the same. */
  static DatetimeFormat format(Arguments arguments, String pattern) {
    return arguments.memo().first(pattern, Dates::format);
  }

  static DatetimeFormat format(String pattern) {
    try {
      return DatetimeFormat.of(pattern);
    } catch (IllegalArgumentException e) {
      throw Fault.limit(String.valueOf(e.getMessage()));
    }
  }

  static Object span(String text) {
    CalendarDuration span = orFault(() -> CalendarDuration.parse(text));
    return span.isTimeOnly() ? span.time() : span;
  }

  static <T> T orFault(Supplier<T> work) {
    try {
      return work.get();
    } catch (DateTimeException e) {
      throw Fault.value(String.valueOf(e.getMessage()));
    }
  }
}
