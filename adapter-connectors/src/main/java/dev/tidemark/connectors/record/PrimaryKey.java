package dev.tidemark.connectors.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.domain.hash.Sha256;
import dev.tidemark.domain.record.RecordKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What tells the records of a model apart.
 *
 * @param fields together; without any, a record's whole content is its key
 */
public record PrimaryKey(List<FieldPath> fields) {

  /** Copies the list. */
  public PrimaryKey {
    fields = List.copyOf(fields);
  }

  /** Reads a stream's {@code primary_key}: a name, a list of names, or a list of paths. */
  public static PrimaryKey load(Component stream) {
    Object value = stream.value("primary_key");
    List<FieldPath> fields = new ArrayList<>();
    List<?> parts =
        value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
    for (Object part : parts) {
      Optional<FieldPath> field = field(part);
      if (field.isEmpty()) {
        stream.refuse("primary_key", "must be a name, a list of names, or a list of paths");
        break;
      }
      fields.add(field.get());
    }
    return new PrimaryKey(fields);
  }

  private static Optional<FieldPath> field(@Nullable Object part) {
    if (part instanceof String name && !name.isEmpty()) {
      return Optional.of(new FieldPath(List.of(name)));
    }
    return part instanceof List<?> path
            && !path.isEmpty()
            && path.stream().allMatch(String.class::isInstance)
        ? Optional.of(new FieldPath(path.stream().map(Object::toString).toList()))
        : Optional.empty();
  }

  /**
   * The record's key; a key of several fields is the JSON array of their values, and one that is
   * too long its hash. Empty when the record lacks a field of it.
   *
   * @param canonical the record's own canonical text
   */
  public Optional<RecordKey> of(JsonNode record, String canonical) {
    if (fields.isEmpty()) {
      return Optional.of(new RecordKey("sha256:" + Sha256.hex(canonical)));
    }
    ArrayNode parts = Json.array();
    for (FieldPath field : fields) {
      JsonNode part = field.in(record);
      if (part.isMissingNode() || part.isNull() || part.asText("-").isEmpty()) {
        return Optional.empty();
      }
      parts.add(part);
    }
    JsonNode only = parts.get(0);
    String text =
        parts.size() > 1 || only.isContainerNode()
            ? Json.canonical(parts.size() > 1 ? parts : only)
            : only.asText();
    return Optional.of(new RecordKey(RecordKey.fits(text) ? text : "sha256:" + Sha256.hex(text)));
  }
}
