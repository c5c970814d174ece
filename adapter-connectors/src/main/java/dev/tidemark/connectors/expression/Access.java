package dev.tidemark.connectors.expression;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads attributes, elements and slices; what is missing is {@link Marker#ABSENT}. */
final class Access {
  private Access() {}

  /** {@code value.name}: a field of a date or duration, or an entry of a mapping. */
  static @Nullable Object attribute(@Nullable Object value, String name) {
    if (value != null && Values.isMapping(value)) {
      return Mappings.find(value, name);
    }
    Undefined.refuse(value);
    return field(value, name);
  }

  /** {@code value[key]}, which Jinja lets fail without an error on most wrong types. */
  static @Nullable Object item(@Nullable Object value, @Nullable Object key) {
    if (value != null && Values.isMapping(value)) {
      boolean isKey = key instanceof Tuple || !(Values.isSequence(key) || Values.isMapping(key));
      return isKey ? Mappings.find(value, key) : Marker.ABSENT;
    }
    Undefined.refuse(value);
    if (Values.isInteger(key) && key != null) {
      return element(value, Joining.clamp(key));
    }
    return key instanceof String name ? field(value, name) : Marker.ABSENT;
  }

  private static @Nullable Object element(@Nullable Object value, long index) {
    if (value instanceof String text) {
      int size = CodePoints.count(text);
      long at = index < 0 ? index + size : index;
      return at < 0 || at >= size ? Marker.ABSENT : CodePoints.part(text, (int) at, (int) at + 1);
    }
    if (value == null || !Values.isSequence(value)) {
      return Marker.ABSENT;
    }
    List<@Nullable Object> elements = Walk.sequence(value);
    long at = index < 0 ? index + elements.size() : index;
    return at < 0 || at >= elements.size() ? Marker.ABSENT : elements.get((int) at);
  }

  /** A path of names and numbers between dots, or one number, as the filters take it. */
  static List<Object> path(@Nullable Object attribute) {
    if (attribute instanceof String text) {
      return Arrays.stream(text.split("\\.", -1))
          .map(part -> TextTests.isDecimal(part) ? NumberText.readInteger(part, 10) : part)
          .map(Objects::requireNonNull)
          .toList();
    }
    return attribute == null ? List.of() : List.of(attribute);
  }

  /** What stands at the end of a path; the other value, unless null, replaces what is missing. */
  static @Nullable Object follow(
      @Nullable Object value, List<Object> path, @Nullable Object other) {
    Object at = value;
    for (Object part : path) {
      Object found = item(at, part);
      at = found != Marker.ABSENT ? found : other != null ? other : Undefined.of("an element");
    }
    return at;
  }

  static @Nullable Object slice(
      Scope scope,
      @Nullable Object value,
      @Nullable Object start,
      @Nullable Object end,
      @Nullable Object step) {
    Undefined.refuse(value);
    boolean isText = value instanceof String;
    if (!isText && !Values.isSequence(value)) {
      throw Fault.type(Kind.wordsFor(value) + " cannot be sliced");
    }
    int by = bound(step, 1);
    if (by == 0) {
      throw Fault.value("the step of a slice must not be zero");
    }
    int size = Walk.size(value);
    int from = clip(bound(start, by > 0 ? 0 : Integer.MAX_VALUE), size, by);
    int to = end == null ? (by > 0 ? size : -1) : clip(bound(end, 0), size, by);
    if (isText && by == 1) {
      return CodePoints.part((String) Objects.requireNonNull(value), from, to);
    }
    List<@Nullable Object> elements = scope.walk(value);
    List<@Nullable Object> part = new ArrayList<>();
    for (long i = from; by > 0 ? i < to : i > to; i += by) {
      part.add(elements.get((int) i));
    }
    if (isText) {
      return String.join("", part.stream().map(String::valueOf).toList());
    }
    return value instanceof Tuple ? Tuple.of(part) : part;
  }

  private static int bound(@Nullable Object value, int other) {
    if (value == null) {
      return other;
    }
    Undefined.refuse(value);
    if (!Values.isInteger(value)) {
      throw Fault.type("the bounds of a slice must be integers, not " + Kind.wordsFor(value));
    }
    return (int) Math.max(-Integer.MAX_VALUE, Math.min(Integer.MAX_VALUE, Joining.clamp(value)));
  }

  private static int clip(int bound, int size, int step) {
    int at = bound < 0 ? bound + size : bound;
    int least = step > 0 ? 0 : -1;
    return Math.max(least, Math.min(at, step > 0 ? size : size - 1));
  }

  /** The number or duration behind a plus or minus. */
  static Object signed(@Nullable Object value, boolean isMinus) {
    Undefined.refuse(value);
    if (value != null && Values.isNumber(value)) {
      return isMinus ? Numbers.negate(value) : Numbers.add(0L, value);
    }
    if (value == null || !SpanMath.isSpan(value)) {
      throw Fault.type(Kind.wordsFor(value) + " cannot have a sign");
    }
    return isMinus ? SpanMath.negate(value) : value;
  }

  private static @Nullable Object field(@Nullable Object value, String name) {
    return switch (value) {
      case OffsetDateTime moment -> field(moment.toLocalDateTime(), name);
      case LocalDateTime moment ->
          switch (name) {
            case "hour" -> (long) moment.getHour();
            case "minute" -> (long) moment.getMinute();
            case "second" -> (long) moment.getSecond();
            case "microsecond" -> (long) IsoText.micros(moment);
            default -> field(moment.toLocalDate(), name);
          };
      case LocalDate date ->
          switch (name) {
            case "year" -> (long) date.getYear();
            case "month" -> (long) date.getMonthValue();
            case "day" -> (long) date.getDayOfMonth();
            default -> Marker.ABSENT;
          };
      case Duration span ->
          switch (name) {
            case "days" -> SpanText.days(span);
            case "seconds" -> SpanText.secondsOfDay(span);
            case "microseconds" -> SpanText.micros(span);
            default -> Marker.ABSENT;
          };
      case CalendarDuration span ->
          switch (name) {
            case "years" -> Values.of(span.years().toBigInteger());
            case "months" -> Values.of(span.months().toBigInteger());
            case "tdelta" -> span.time();
            default -> field(span.time(), name);
          };
      case null, default -> Marker.ABSENT;
    };
  }
}
