package dev.tidemark.connectors.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns what comes in from outside into the values that the language works on: null, Boolean, Long,
 * BigInteger (only what no Long holds), Double, String, List, Map, ArrayNode, ObjectNode,
 * OffsetDateTime, LocalDateTime, LocalDate, Duration, CalendarDuration, Undefined and the types of
 * this package. Containers are not copied: their elements are turned when they are read.
 */
final class Values {
  private Values() {}

  static @Nullable Object of(@Nullable Object value) {
    if (value == null
        || value instanceof String
        || value instanceof Long
        || value instanceof Boolean
        || value instanceof Double
        || value instanceof Map
        || value instanceof List) {
      return value;
    }
    return value instanceof JsonNode node ? ofJson(node) : ofOther(value);
  }

  private static @Nullable Object ofJson(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> node.textValue();
      case OBJECT, ARRAY -> node;
      case NUMBER -> ofOther(node.numberValue());
      case BOOLEAN -> node.booleanValue();
      case NULL -> null;
      case MISSING -> Undefined.of("a field");
      case POJO -> of(((POJONode) node).getPojo());
      case BINARY -> throw Fault.type("bytes are no value of the language");
    };
  }

  private static Object ofOther(Object value) {
    return switch (value) {
      case Integer number -> (long) number;
      case BigInteger number -> Integers.shrink(number);
      case BigDecimal number -> number.doubleValue();
      case Float number -> (double) number;
      case Short number -> (long) number;
      case Byte number -> (long) number;
      case Long number -> number;
      case Double number -> number;
      case Instant instant -> micros(instant.atOffset(ZoneOffset.UTC));
      case OffsetDateTime moment -> micros(moment);
      case ZonedDateTime moment -> micros(moment.toOffsetDateTime());
      case LocalDateTime moment -> moment.truncatedTo(ChronoUnit.MICROS);
      case LocalDate date -> date;
      case Duration span -> span.truncatedTo(ChronoUnit.MICROS);
      case Period period ->
          CalendarDuration.of(
              period.getYears(), period.getMonths(), Duration.ofDays(period.getDays()));
      case CalendarDuration span -> span;
      case Undefined undefined -> undefined;
      case Collection<?> collection -> new ArrayList<@Nullable Object>(collection);
      case DictView view -> view;
      case Series series -> series;
      default ->
          throw Fault.type("a value of the Java class " + value.getClass().getName() + " came in");
    };
  }

  private static OffsetDateTime micros(OffsetDateTime moment) {
    return moment.getNano() % 1000 == 0 ? moment : moment.truncatedTo(ChronoUnit.MICROS);
  }

  static boolean isMapping(@Nullable Object value) {
    return value instanceof ObjectNode || value instanceof Map;
  }

  /** Whether the value is a list or a tuple. */
  static boolean isSequence(@Nullable Object value) {
    return value instanceof List || value instanceof ArrayNode;
  }

  static boolean isInteger(@Nullable Object value) {
    return value instanceof Long || value instanceof BigInteger || value instanceof Boolean;
  }

  static boolean isNumber(@Nullable Object value) {
    return value instanceof Double || isInteger(value);
  }

  /**
   * Whether two values are of the same sort of sequence, so that they can be added and compared.
   */
  static boolean areSequencesAlike(@Nullable Object left, @Nullable Object right) {
    return isSequence(left) && isSequence(right) && left instanceof Tuple == right instanceof Tuple;
  }

  /** What Python's bool() says. */
  static boolean isTrue(@Nullable Object value) {
    return switch (Kind.of(value)) {
      case NONE, UNDEFINED -> false;
      case BOOLEAN -> Boolean.TRUE.equals(value);
      case INTEGER -> !Long.valueOf(0).equals(value);
      case FLOAT -> !(value instanceof Double number && number == 0.0);
      case TEXT -> !"".equals(value);
      case LIST, TUPLE, MAPPING, VIEW -> Walk.size(value) != 0;
      case SERIES -> throw Fault.type("a series has no truth; add | list");
      case TIME_SPAN -> !Duration.ZERO.equals(value);
      case DATETIME, DATE, CALENDAR_SPAN -> true;
    };
  }
}
