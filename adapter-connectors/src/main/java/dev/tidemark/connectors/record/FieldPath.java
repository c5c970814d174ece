package dev.tidemark.connectors.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The place of a field in a record.
 *
 * @param names at least one; {@code *} stands for every field or element when removing
 */
public record FieldPath(List<String> names) {
  /** Refuses an empty path; copies it. */
  public FieldPath {
    names = List.copyOf(names);
    if (names.isEmpty()) {
      throw new IllegalArgumentException("names must not be empty");
    }
  }

  /** What stands there; a missing node when nothing does. */
  public JsonNode in(JsonNode record) {
    JsonNode node = record;
    for (String name : names) {
      node = node.isArray() ? element(node, name) : node.path(name);
    }
    return node;
  }

  private static JsonNode element(JsonNode array, String name) {
    return name.matches("\\d{1,9}")
        ? array.path(Integer.parseInt(name))
        : MissingNode.getInstance();
  }

  /** Takes out what stands there, if anything does. */
  void removeFrom(JsonNode record) {
    remove(record, names);
  }

  private static void remove(JsonNode node, List<String> path) {
    String name = path.get(0);
    boolean every = name.equals("*");
    if (path.size() == 1) {
      if (node instanceof ObjectNode object) {
        if (every) {
          object.removeAll();
        } else {
          object.remove(name);
        }
      }
      return;
    }
    List<String> rest = path.subList(1, path.size());
    if (every) {
      node.forEach(child -> remove(child, rest));
    } else {
      remove(node.isArray() ? element(node, name) : node.path(name), rest);
    }
  }
}
