package dev.tidemark.connectors.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.connectors.record.FieldPath;
import dev.tidemark.connectors.record.PrimaryKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All that is stored of a record, whatever else the provider sends.
 *
 * @param fields at least one; {@code *} stands for every field of an object or element of an array
 */
public record KeptFields(List<FieldPath> fields) {
  private static final String EVERY = "*";

  /** Copies the list. */
  public KeptFields {
    fields = List.copyOf(fields);
  }

  /**
   * Reads a stream's allow-list, if it has one. One that is there but says nothing is refused: it
   * must not be taken for none.
   */
  static Optional<KeptFields> load(Component stream, String field, PrimaryKey key) {
    if (stream.value(field) == null) {
      if (stream.fields().containsKey(field)) {
        stream.refuse(field, "must be a map");
      }
      return Optional.empty();
    }
    if (key.fields().isEmpty()) {
      stream.refuse(field, "needs a primary_key: without one, a record's whole content is its key");
    }
    return stream.section(field, "a list of kept fields").flatMap(part -> load(part, key));
  }

  private static Optional<KeptFields> load(Component component, PrimaryKey key) {
    String field = "fields";
    Optional<KeptFields> kept =
        Extensions.paths(
                component,
                field,
                names -> names.stream().allMatch(KeptFields::isName) && !names.get(0).equals(EVERY),
                "numbers are not possible, and '*' only alone and not first")
            .map(KeptFields::new);
    component.done();
    kept.ifPresent(known ->
        key.fields().stream()
            .filter(part -> !known.holds(part))
            .forEach(part ->
                component.refuse(
                    field,
                    "must hold the primary key, and lacks " + String.join(".", part.names()))));
    return kept;
  }

  private static boolean isName(Object name) {
    return name instanceof String text && (text.equals(EVERY) || !text.contains(EVERY));
  }

  private boolean holds(FieldPath path) {
    List<String> names = path.names();
    return fields.stream()
        .map(FieldPath::names)
        .anyMatch(way -> {
          for (int i = 0; i < way.size(); i++) {
            if (i == names.size() || !fits(way.get(i), names.get(i))) {
              return false;
            }
          }
          return true;
        });
  }

  private static boolean fits(String step, @Nullable String name) {
    return step.equals(EVERY) || step.equals(name);
  }

  /**
   * The record with nothing but these fields; the given one stays as it is. An object or array of
   * which nothing is kept is not there either.
   */
  public JsonNode of(JsonNode record) {
    JsonNode kept = kept(record, fields, 0);
    return kept.isMissingNode() ? Json.object() : kept;
  }

  private static JsonNode kept(JsonNode node, List<FieldPath> ways, int depth) {
    if (ways.stream().anyMatch(way -> way.names().size() == depth)) {
      return node;
    }
    return switch (node) {
      case ObjectNode object -> {
        ObjectNode some = Json.object();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
          JsonNode value = child(field.getValue(), field.getKey(), ways, depth);
          if (!value.isMissingNode()) {
            some.set(field.getKey(), value);
          }
        }
        yield orMissing(some);
      }
      case ArrayNode array -> {
        ArrayNode some = Json.array();
        for (JsonNode element : array) {
          JsonNode value = child(element, null, ways, depth);
          if (!value.isMissingNode()) {
            some.add(value);
          }
        }
        yield orMissing(some);
      }
      default -> MissingNode.getInstance();
    };
  }

  /**
   * What is kept of a child.
   *
   * @param name null for an element of an array
   */
  private static JsonNode child(
      JsonNode child, @Nullable String name, List<FieldPath> ways, int depth) {
    Predicate<FieldPath> through = way -> fits(way.names().get(depth), name);
    List<FieldPath> further = ways.stream().filter(through).toList();
    return further.isEmpty() ? MissingNode.getInstance() : kept(child, further, depth + 1);
  }

  private static JsonNode orMissing(JsonNode some) {
    return some.isEmpty() ? MissingNode.getInstance() : some;
  }
}
