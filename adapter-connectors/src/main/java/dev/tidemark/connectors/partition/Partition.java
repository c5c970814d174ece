package dev.tidemark.connectors.partition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.domain.hash.Sha256;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A part of a listing that is asked for by itself, such as the comments of one post.
 *
 * @param fields what tells it apart, by name; the values keep the type they came with
 * @param extras further fields of the parent's record, for expressions only
 */
public record Partition(ObjectNode fields, ObjectNode extras) {
  /** The name under which a partition holds that of its parent's record. */
  public static final String PARENT = "parent_slice";

  /** The one partition of a listing that is not partitioned. */
  public static final Partition WHOLE = new Partition(Json.object(), Json.object());

  private static final int KEY_LENGTH = 12;
  private static final int LONGEST_SHOWN = 80;

  /** Copies the fields. */
  public Partition {
    fields = fields.deepCopy();
    extras = extras.deepCopy();
  }

  /** With one field. */
  public static Partition of(String name, JsonNode value) {
    ObjectNode fields = Json.object();
    fields.set(name, value);
    return new Partition(fields, Json.object());
  }

  /** Both together; where they have a name in common, the first one's value stays. */
  public Partition and(Partition other) {
    ObjectNode bothFields = other.fields.deepCopy();
    bothFields.setAll(fields);
    ObjectNode bothExtras = other.extras.deepCopy();
    bothExtras.setAll(extras);
    return new Partition(bothFields, bothExtras);
  }

  /** A short text that tells it from every other partition of its listing. */
  public String key() {
    return Sha256.hex(Json.canonical(fields)).substring(0, KEY_LENGTH);
  }

  /**
   * What expressions see as the slice: the fields and the interval beside each other, and the
   * interval and the extra fields under names of their own.
   */
  public Map<String, Object> slice(Map<String, Object> interval) {
    Map<String, Object> slice = new LinkedHashMap<>();
    if (fields.isEmpty() && interval.isEmpty()) {
      return slice;
    }
    slice.put("cursor_slice", interval);
    slice.put("extra_fields", extras);
    slice.putAll(interval);
    fields.properties().forEach(field -> slice.put(field.getKey(), field.getValue()));
    return slice;
  }

  /** A field's value, for a place in a request; empty when Python takes it for false. */
  public Optional<Object> value(String name) {
    JsonNode value = fields.path(name);
    if (value.isTextual()) {
      return Optional.<Object>of(value.textValue()).filter(text -> !text.equals(""));
    }
    if (value.isNumber()) {
      return value.decimalValue().signum() == 0
          ? Optional.empty()
          : Optional.of(value.numberValue());
    }
    if (value.isBoolean()) {
      return value.booleanValue() ? Optional.of(true) : Optional.empty();
    }
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }

  /** Its fields for a message, at most 80 characters; without its parent's. */
  public String shown() {
    StringBuilder text = new StringBuilder();
    fields
        .properties()
        .forEach(field -> {
          if (!field.getKey().equals(PARENT)) {
            text.append(text.isEmpty() ? "" : ", ").append(field.getKey()).append(' ');
            text.append(field.getValue().asText(Json.canonical(field.getValue())));
          }
        });
    return text.length() <= LONGEST_SHOWN ? text.toString() : text.substring(0, 79) + "…";
  }

  /** As JSON, for a checkpoint. */
  public ObjectNode toJson() {
    ObjectNode json = Json.object();
    json.set("fields", fields);
    if (!extras.isEmpty()) {
      json.set("extras", extras);
    }
    return json;
  }

  /**
   * From JSON.
   *
   * @throws IllegalArgumentException when it is not what {@link #toJson} makes
   */
  public static Partition of(JsonNode json) {
    if (!(json.path("fields") instanceof ObjectNode fields)) {
      throw new IllegalArgumentException("a partition must have fields");
    }
    return new Partition(
        fields, json.path("extras") instanceof ObjectNode extras ? extras : Json.object());
  }
}
