package dev.tidemark.connectors.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.connectors.record.FieldPath;
import java.util.List;
import java.util.Optional;

/**
 * By what a record of a listing shows that it changed, where the provider cannot be asked for what
 * changed.
 *
 * @param fields of the record; at least one
 */
public record Fingerprint(List<FieldPath> fields) {
  /** Copies the list. */
  public Fingerprint {
    fields = List.copyOf(fields);
  }

  static Optional<Fingerprint> load(Component component) {
    Optional<Fingerprint> fingerprint =
        Extensions.paths(
                component,
                "fields",
                names -> names.stream().noneMatch(name -> name.toString().matches("\\*+")),
                "'*' is not possible")
            .map(Fingerprint::new);
    component.done();
    return fingerprint;
  }

  /**
   * What stands in the fields of a record, as text; a field that is absent is no null. Empty when
   * none of them holds anything: that is what every record looks like in which they go by another
   * name, and so it says nothing.
   */
  public Optional<String> of(JsonNode record) {
    ArrayNode values = Json.array();
    boolean says = false;
    for (FieldPath field : fields) {
      JsonNode value = field.in(record);
      ArrayNode there = values.addArray();
      if (!value.isMissingNode()) {
        there.add(value);
      }
      says |= !value.isMissingNode() && !value.isNull();
    }
    return says ? Optional.of(Json.canonical(values)) : Optional.empty();
  }
}
