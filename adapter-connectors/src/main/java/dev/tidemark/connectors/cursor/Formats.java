package dev.tidemark.connectors.cursor;

import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.expression.DatetimeFormat;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the date formats of a component. */
final class Formats {
  /** What the language means where no format is given. */
  static final DatetimeFormat DEFAULT = DatetimeFormat.of("%Y-%m-%dT%H:%M:%S.%f%z");

  private static final OffsetDateTime SAMPLE = OffsetDateTime.parse("2001-02-03T04:05:06.789Z");

  private Formats() {}

  /** A field that holds one format; empty when absent or wrong. */
  static Optional<DatetimeFormat> load(Component component, String field) {
    return component.text(field).flatMap(pattern -> format(component, field, pattern));
  }

  /** A field that holds a list of formats. */
  static List<DatetimeFormat> loadAll(Component component, String field) {
    List<DatetimeFormat> formats = new ArrayList<>();
    for (String pattern : component.texts(field)) {
      format(component, field, pattern).ifPresent(formats::add);
    }
    return formats;
  }

  private static Optional<DatetimeFormat> format(
      Component component, String field, String pattern) {
    try {
      DatetimeFormat format = DatetimeFormat.of(pattern);
      format.parse(format.format(SAMPLE));
      return Optional.of(format);
    } catch (DateTimeException | IllegalArgumentException e) {
      component.refuse(field, "'" + pattern + "' is no format that dates can be read by");
      return Optional.empty();
    }
  }

  /** The moment that a text is in one of the formats. */
  static Optional<OffsetDateTime> find(List<DatetimeFormat> formats, String text) {
    for (DatetimeFormat format : formats) {
      try {
        return Optional.of(format.parse(text));
      } catch (DateTimeException e) {
        // Another format may fit.
      }
    }
    return Optional.empty();
  }
}
