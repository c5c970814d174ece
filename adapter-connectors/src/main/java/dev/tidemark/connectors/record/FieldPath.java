package dev.tidemark.connectors.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.json.Json;
import java.util.List;
import java.util.Optional;

/**
 * The place of a field in a record.
 *
 * @param names at least one; a number counts the elements of an array
 */
public record FieldPath(List<String> names) {
  /** Refuses an empty path; copies it. */
  public FieldPath {
    names = List.copyOf(names);
    if (names.isEmpty()) {
      throw new IllegalArgumentException("names must not be empty");
    }
  }

  private static final String INDEX = "\\d{1,9}";
  private static final int MOST_NULLS = 10_000;

  /** What stands there; a missing node when nothing does. */
  public JsonNode in(JsonNode record) {
    JsonNode node = record;
    for (String name : names) {
      node = node.isArray() ? element(node, name) : node.path(name);
    }
    return node;
  }

  private static JsonNode element(JsonNode array, String name) {
    return name.matches(INDEX) ? array.path(Integer.parseInt(name)) : MissingNode.getInstance();
  }

  /** A list of names in a component, without expressions; told when absent or wrong. */
  public static Optional<FieldPath> load(Component component, String field) {
    Object value = component.value(field);
    if (value instanceof List<?> names
        && !names.isEmpty()
        && names.stream().allMatch(name -> name instanceof String || name instanceof Integer)) {
      return Optional.of(new FieldPath(names.stream().map(Object::toString).toList()));
    }
    component.refuse(field, "must be a list of names, and not empty");
    return Optional.empty();
  }

  /**
   * Puts a value there. Objects that are missing on the way are made, or arrays where a number
   * follows; an array is filled up with nulls.
   *
   * @throws UnfitRecordException when a plain value stands in the way
   */
  void set(ObjectNode record, JsonNode value) {
    JsonNode place = record;
    for (int i = 0; i < names.size() - 1; i++) {
      JsonNode next = place.isArray() ? element(place, names.get(i)) : place.path(names.get(i));
      if (next.isMissingNode()) {
        next = names.get(i + 1).matches(INDEX) ? Json.array() : Json.object();
        put(place, names.get(i), next);
      }
      place = next;
    }
    put(place, names.get(names.size() - 1), value);
  }

  private void put(JsonNode place, String name, JsonNode value) {
    if (place instanceof ObjectNode object) {
      object.set(name, value);
    } else if (place instanceof ArrayNode array && name.matches(INDEX)) {
      int index = Integer.parseInt(name);
      if (index > array.size() + MOST_NULLS) {
        throw new UnfitRecordException("AddFields makes an array of " + index + " elements");
      }
      while (array.size() <= index) {
        array.addNull();
      }
      array.set(index, value);
    } else {
      throw new UnfitRecordException(
          "AddFields has no place for " + String.join(".", names) + ": a plain value stands there");
    }
  }
}
