package dev.tidemark.connectors.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Counts what an object holds on to: JSON values, and the elements of collections. */
public final class Reachable {
  private Reachable() {}

  /**
   * How much can be reached.
   *
   * @param shared what many objects have in common, and is not looked into
   */
  public static int from(Object root, Predicate<Object> shared) {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Object> open = new ArrayDeque<>();
    open.add(root);
    while (!open.isEmpty()) {
      Object at = open.remove();
      if (!shared.test(at) && seen.add(at)) {
        below(at, open);
      }
    }
    return seen.size();
  }

  private static void below(Object at, Deque<Object> open) {
    switch (at) {
      case JsonNode node -> node.forEach(open::add);
      case Collection<?> collection -> collection.forEach(part -> add(part, open));
      case Map<?, ?> map -> {
        map.keySet().forEach(key -> add(key, open));
        map.values().forEach(value -> add(value, open));
      }
      case Optional<?> optional -> optional.ifPresent(open::add);
      default -> {
        if (at.getClass().getName().startsWith("dev.tidemark.")) {
          fields(at, at.getClass(), open);
        }
      }
    }
  }

  private static void fields(Object at, Class<?> type, Deque<Object> open) {
    for (Field field : type.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
        try {
          field.setAccessible(true);
          add(field.get(at), open);
        } catch (IllegalAccessException e) {
          throw new AssertionError(e);
        }
      }
    }
  }

  private static void add(@Nullable Object part, Deque<Object> open) {
    if (part != null) {
      open.add(part);
    }
  }
}
