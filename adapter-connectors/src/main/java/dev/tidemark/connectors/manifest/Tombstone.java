package dev.tidemark.connectors.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.connectors.record.FieldPath;
import java.util.List;
import java.util.Optional;

/**
 * How a record says that it was deleted.
 *
 * @param values those of the field that say so; without any, every value but false, null and
 *     nothing
 */
public record Tombstone(FieldPath field, List<JsonNode> values) {
  /** Copies the list. */
  public Tombstone {
    values = List.copyOf(values);
  }

  static Optional<Tombstone> load(Component component) {
    Optional<FieldPath> field = Extensions.path(component, "field_path");
    List<JsonNode> values = component.list("values").stream().map(Json::node).toList();
    component.done();
    return field.map(path -> new Tombstone(path, values));
  }

  /** Whether the record is the remains of one. */
  public boolean isIn(JsonNode record) {
    JsonNode value = field.in(record);
    if (!values.isEmpty()) {
      return values.contains(value);
    }
    return !value.isMissingNode()
        && !value.isNull()
        && !value.equals(Json.node(false))
        && !value.asText("-").isEmpty();
  }
}
