package dev.tidemark.connectors.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says what comes of printing a value and reading the text as a literal, without doing either where
 * the answer is the value itself.
 */
final class Literals {
  private static final int DEEPEST = 200;

  private Literals() {}

  /** The value as it is after printing and reading, made of Java's types, or a marker. */
  static @Nullable Object reread(Scope scope, @Nullable Object value) {
    return reread(scope, value, 0);
  }

  private static @Nullable Object reread(Scope scope, @Nullable Object value, int depth) {
    return switch (Kind.of(value)) {
      case NONE, BOOLEAN, INTEGER, TEXT -> value;
      case FLOAT ->
          value instanceof Double number && Double.isFinite(number)
              ? value
              : Marker.MUST_BE_PRINTED;
      case LIST, TUPLE ->
          depth < DEEPEST && value != null
              ? rereadList(scope, value, depth + 1)
              : Marker.MUST_BE_PRINTED;
      case MAPPING ->
          depth < DEEPEST && value != null
              ? rereadMapping(scope, value, depth + 1)
              : Marker.MUST_BE_PRINTED;
      case UNDEFINED, VIEW, SERIES, DATETIME, DATE, TIME_SPAN, CALENDAR_SPAN ->
          Marker.MUST_BE_PRINTED;
    };
  }

  private static Object rereadList(Scope scope, Object value, int depth) {
    List<@Nullable Object> elements = Walk.sequence(value);
    scope.spend(elements.size());
    List<@Nullable Object> copy = new ArrayList<>(elements.size());
    for (Object element : elements) {
      Object reread = reread(scope, element, depth);
      if (reread == Marker.MUST_BE_PRINTED) {
        return Marker.MUST_BE_PRINTED;
      }
      copy.add(reread);
    }
    return value instanceof Tuple ? Tuple.of(copy) : copy;
  }

  private static Object rereadMapping(Scope scope, Object value, int depth) {
    int size = Mappings.size(value);
    scope.spend(size);
    Map<@Nullable Object, @Nullable Object> copy = LinkedHashMap.newLinkedHashMap(size);
    Mappings.forEach(
        value,
        (key, element) -> {
          Object rereadKey = reread(scope, key, depth);
          Object reread = reread(scope, element, depth);
          if (rereadKey == Marker.MUST_BE_PRINTED || reread == Marker.MUST_BE_PRINTED) {
            copy.put(Marker.MUST_BE_PRINTED, null);
          } else {
            copy.put(rereadKey, reread);
          }
        });
    return copy.containsKey(Marker.MUST_BE_PRINTED) ? Marker.MUST_BE_PRINTED : copy;
  }

  /** Tuples, which Java does not know, become lists, at any depth. */
  static @Nullable Object withoutTuples(@Nullable Object value) {
    return switch (value) {
      case Tuple tuple -> withoutTuples(tuple);
      case List<?> list -> withoutTuples(list);
      case Map<?, ?> map -> {
        Map<@Nullable Object, @Nullable Object> copy = LinkedHashMap.newLinkedHashMap(map.size());
        map.forEach((key, element) -> copy.put(withoutTuples(key), withoutTuples(element)));
        yield copy;
      }
      case null, default -> value;
    };
  }

  private static List<@Nullable Object> withoutTuples(List<?> list) {
    List<@Nullable Object> copy = new ArrayList<>(list.size());
    for (Object element : list) {
      copy.add(withoutTuples(element));
    }
    return copy;
  }
}
