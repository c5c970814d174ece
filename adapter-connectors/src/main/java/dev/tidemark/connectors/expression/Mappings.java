package dev.tidemark.connectors.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads mappings, whether they are Java maps or JSON objects, by the rules of Python's dict: the
 * keys 1, 1.0 and True are one key.
 */
final class Mappings {
  private Mappings() {}

  static int size(Object mapping) {
    return mapping instanceof ObjectNode object ? object.size() : map(mapping).size();
  }

  /** The value of a key or {@link Marker#ABSENT}; a key that cannot be hashed is a fault. */
  static @Nullable Object find(Object mapping, @Nullable Object key) {
    if (mapping instanceof ObjectNode object) {
      JsonNode node = Equality.hashable(key) instanceof String name ? object.get(name) : null;
      return node == null ? Marker.ABSENT : Values.of(node);
    }
    Map<?, ?> map = map(mapping);
    Object stored = key instanceof String ? key : storedKey(map, key);
    Object value = map.get(stored);
    return value == null && !map.containsKey(stored) ? Marker.ABSENT : Values.of(value);
  }

  static boolean hasKey(Object mapping, @Nullable Object key) {
    return find(mapping, key) != Marker.ABSENT;
  }

  static void forEach(
      Object mapping, BiConsumer<? super @Nullable Object, ? super @Nullable Object> consumer) {
    if (mapping instanceof ObjectNode object) {
      object.properties().forEach(e -> consumer.accept(e.getKey(), Values.of(e.getValue())));
    } else {
      map(mapping).forEach((key, value) -> consumer.accept(Values.of(key), Values.of(value)));
    }
  }

  /** Puts an entry; as in Python the first of two equal keys stays, with the last value. */
  static void put(
      Map<@Nullable Object, @Nullable Object> map, @Nullable Object key, @Nullable Object value) {
    map.put(key instanceof String ? key : storedKey(map, key), value);
  }

  /** The key as the map holds it, when it holds an equal one, or the key itself. */
  private static @Nullable Object storedKey(Map<?, ?> map, @Nullable Object key) {
    Equality.hashable(key);
    if (map.isEmpty() || !Values.isNumber(key) || map.containsKey(key)) {
      return key;
    }
    for (Object alike : Numbers.equalForms(key)) {
      if (map.containsKey(alike)) {
        return alike;
      }
    }
    return key;
  }

  private static Map<?, ?> map(Object mapping) {
    return (Map<?, ?>) mapping;
  }
}
