package dev.tidemark.connectors.expression;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The types of the language, with the words that messages use for them. */
enum Kind {
  NONE("None"),
  UNDEFINED("an undefined value"),
  BOOLEAN("a boolean"),
  INTEGER("an integer"),
  FLOAT("a float"),
  TEXT("a text"),
  LIST("a list"),
  TUPLE("a tuple"),
  MAPPING("a mapping"),
  VIEW("a view of a mapping"),
  SERIES("a series that a filter made"),
  DATETIME("a date-time"),
  DATE("a date"),
  TIME_SPAN("a duration"),
  CALENDAR_SPAN("a duration with months");

  private final String words;

  Kind(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /** The kind of a value that {@link Values#of} has seen. */
  static Kind of(@Nullable Object value) {
    return switch (value) {
      case null -> NONE;
      case String text -> TEXT;
      case Long integer -> INTEGER;
      case Boolean bool -> BOOLEAN;
      case Double number -> FLOAT;
      case Undefined undefined -> UNDEFINED;
      case Tuple tuple -> TUPLE;
      case ObjectNode object -> MAPPING;
      case ArrayNode array -> LIST;
      case Map<?, ?> map -> MAPPING;
      case List<?> list -> LIST;
      case OffsetDateTime moment -> DATETIME;
      case LocalDateTime moment -> DATETIME;
      case LocalDate date -> DATE;
      case Duration span -> TIME_SPAN;
      case CalendarDuration span -> CALENDAR_SPAN;
      case BigInteger integer -> INTEGER;
      case DictView view -> VIEW;
      case Series series -> SERIES;
      default -> throw new IllegalStateException("no value of the language: " + value.getClass());
    };
  }

  /** What messages call the type of a value. */
  static String wordsFor(@Nullable Object value) {
    return of(value).words;
  }
}
