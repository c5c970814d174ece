package dev.tidemark.connectors.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts in place what a manifest refers to. Any string that starts with {@code #/} is a reference; a
 * map may name one under {@code $ref}, and then its other entries override those of the map
 * referred to. A reference is looked up as a whole key first, then part by part, so that a key may
 * itself contain a slash.
 *
 * <p>The entry {@code definitions} is only read through references and is left out of the result.
 */
public final class References {
  private static final String REF = "$ref";
  private static final String PREFIX = "#/";

  /** Small files can refer themselves into gigabytes; no real manifest comes near this. */
  private static final int MOST_NODES = 500_000;

  private static final int DEEPEST_CHAIN = 40;
  private static final int DEEPEST = 250;

  private final Map<String, @Nullable Object> document;
  private final Problems problems;
  private final Set<String> open = new LinkedHashSet<>();
  private int nodes;
  private int depth;

  private References(Map<String, @Nullable Object> document, Problems problems) {
    this.document = document;
    this.problems = problems;
  }

  /** The document with every reference resolved; what cannot be resolved is told and left out. */
  public static Map<String, @Nullable Object> resolve(
      Map<String, @Nullable Object> document, Problems problems) {
    References references = new References(document, problems);
    Map<String, @Nullable Object> resolved = new LinkedHashMap<>();
    for (Map.Entry<String, @Nullable Object> entry : document.entrySet()) {
      if (!entry.getKey().equals("definitions")) {
        resolved.put(entry.getKey(), references.evaluate(entry.getValue(), entry.getKey()));
      }
    }
    if (references.nodes > MOST_NODES) {
      problems.add("", "references expand to more than " + MOST_NODES + " values");
    }
    return resolved;
  }

  private @Nullable Object evaluate(@Nullable Object node, String path) {
    if (++nodes > MOST_NODES) {
      return null;
    }
    if (depth == DEEPEST) {
      problems.add("", "references make it more than " + DEEPEST + " levels deep");
      nodes = MOST_NODES;
      return null;
    }
    depth++;
    try {
      return inner(node, path);
    } finally {
      depth--;
    }
  }

  private @Nullable Object inner(@Nullable Object node, String path) {
    if (node instanceof Map<?, ?> map) {
      return evaluateMap(map, path);
    }
    if (node instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>(list.size());
      for (int i = 0; i < list.size(); i++) {
        copy.add(evaluate(list.get(i), path + "[" + i + "]"));
      }
      return copy;
    }
    if (node instanceof String text && text.startsWith(PREFIX)) {
      return follow(text, path);
    }
    return node;
  }

  private @Nullable Object evaluateMap(Map<?, ?> map, String path) {
    Map<String, @Nullable Object> own = new LinkedHashMap<>();
    map.forEach((key, value) -> {
      String name = String.valueOf(key);
      if (!name.equals(REF)) {
        own.put(name, evaluate(value, path + "." + name));
      }
    });
    if (!map.containsKey(REF)) {
      return own;
    }
    if (!(map.get(REF) instanceof String reference) || !reference.startsWith(PREFIX)) {
      problems.add(path + "." + REF, "must be a string that starts with " + PREFIX);
      return own;
    }
    Object target = follow(reference, path);
    if (!(target instanceof Map<?, ?> base)) {
      return target;
    }
    Map<String, @Nullable Object> merged = new LinkedHashMap<>();
    base.forEach((key, value) -> merged.put(String.valueOf(key), value));
    merged.putAll(own);
    return merged;
  }

  private @Nullable Object follow(String reference, String path) {
    if (open.contains(reference)) {
      problems.add(path, "refers to itself: " + String.join(" -> ", open) + " -> " + reference);
      return null;
    }
    if (open.size() == DEEPEST_CHAIN) {
      problems.add(path, "references lead through more than " + DEEPEST_CHAIN + " others");
      return null;
    }
    open.add(reference);
    try {
      Object target = lookUp(reference.substring(PREFIX.length()));
      if (target == Absent.VALUE) {
        problems.add(path, "refers to " + reference + ", which is not in the document");
        return null;
      }
      return evaluate(target, path);
    } finally {
      open.remove(reference);
    }
  }

  private @Nullable Object lookUp(String reference) {
    Object node = document;
    String rest = reference;
    while (!rest.isEmpty()) {
      if (node instanceof Map<?, ?> map && map.containsKey(rest)) {
        return map.get(rest);
      }
      int slash = rest.indexOf('/');
      String head = slash < 0 ? rest : rest.substring(0, slash);
      rest = slash < 0 ? "" : rest.substring(slash + 1);
      node = step(node, head);
      if (node == Absent.VALUE) {
        return node;
      }
    }
    return node;
  }

  private static @Nullable Object step(@Nullable Object node, String key) {
    if (node instanceof Map<?, ?> map && map.containsKey(key)) {
      return map.get(key);
    }
    if (node instanceof List<?> list && key.matches("\\d{1,6}")) {
      int index = Integer.parseInt(key);
      return index < list.size() ? list.get(index) : Absent.VALUE;
    }
    return Absent.VALUE;
  }

  private enum Absent {
    VALUE
  }
}
