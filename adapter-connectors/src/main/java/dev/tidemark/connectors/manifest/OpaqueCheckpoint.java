package dev.tidemark.connectors.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.record.FieldPath;
import dev.tidemark.connectors.request.RequestOption;
import java.util.Optional;

/**
 * A checkpoint of the provider's own, for which it lists what changed since.
 *
 * @param field where it stands on the last page of a pass
 * @param option where it goes in every request of the next one
 */
public record OpaqueCheckpoint(FieldPath field, RequestOption option) {

  static Optional<OpaqueCheckpoint> load(Component component) {
    Optional<FieldPath> field = Extensions.path(component, "field_path");
    Optional<RequestOption> option =
        component.requiredChild("request_option", "RequestOption").flatMap(RequestOption::load);
    component.done();
    return field.flatMap(path -> option.map(place -> new OpaqueCheckpoint(path, place)));
  }

  /** The checkpoint in the body of a last page; empty when it is not there. */
  public Optional<String> in(JsonNode body) {
    return text(field, body);
  }

  static Optional<String> text(FieldPath field, JsonNode body) {
    JsonNode value = field.in(body);
    return value.isValueNode() && !value.isNull()
        ? Optional.of(value.asText()).filter(text -> !text.isEmpty())
        : Optional.empty();
  }
}
