package dev.tidemark.connectors.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.connectors.record.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    String field = "fields";
    List<FieldPath> fields = new ArrayList<>();
    List<@Nullable Object> paths = component.list(field);
    boolean whole = !paths.isEmpty();
    for (Object path : paths) {
      if (path instanceof List<?> names
          && !names.isEmpty()
          && names.stream().allMatch(Fingerprint::isName)) {
        fields.add(new FieldPath(names.stream().map(Object::toString).toList()));
      } else {
        whole = false;
      }
    }
    component.done();
    if (!whole) {
      component.refuse(
          field, "must be a list of lists of names, none of them empty; '*' is not possible");
      return Optional.empty();
    }
    return Optional.of(new Fingerprint(fields));
  }

  private static boolean isName(@Nullable Object name) {
    return name instanceof Integer
        || (name instanceof String text && !text.isEmpty() && !text.matches("\\*+"));
  }

  /** What stands in the fields of a record, as text; a field that is absent is no null. */
  public String of(JsonNode record) {
    ArrayNode values = Json.array();
    for (FieldPath field : fields) {
      JsonNode value = field.in(record);
      ArrayNode there = values.addArray();
      if (!value.isMissingNode()) {
        there.add(value);
      }
    }
    return Json.canonical(values);
  }
}
