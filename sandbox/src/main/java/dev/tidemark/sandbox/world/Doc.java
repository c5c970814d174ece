package dev.tidemark.sandbox.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An object kept as the JSON text the provider answers with, so that a page is a copy of bytes and
 * nobody can change what others still refer to.
 */
public final class Doc implements Item {
  private final String id;
  private final long createdAt;
  private final List<String> keyFields;
  private final Map<String, String> keys;
  private final byte[] json;

  private Doc(String id, long createdAt, List<String> keyFields, ObjectNode tree) {
    this.id = id;
    this.createdAt = createdAt;
    this.keyFields = keyFields;
    this.keys = keys(keyFields, tree);
    this.json = Json.bytes(tree);
  }

  /**
   * Freezes a tree; {@code keyFields} are the fields that lists can be filtered by, those of an
   * inner object as in {@code toolkit.slug}.
   */
  public static Doc of(String id, Instant createdAt, List<String> keyFields, ObjectNode tree) {
    return new Doc(id, createdAt.toEpochMilli(), List.copyOf(keyFields), tree);
  }

  /** The same object in another state. */
  public Doc with(ObjectNode tree) {
    return new Doc(id, createdAt, keyFields, tree);
  }

  /** A fresh tree of this state, the caller's to change. */
  public ObjectNode tree() {
    return Json.object(json);
  }

  /** The value of a key field; empty text if the object has none. */
  public String key(String field) {
    return keys.getOrDefault(field, "");
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public long createdAt() {
    return createdAt;
  }

  @Override
  public Map<String, String> keys() {
    return keys;
  }

  @Override
  public byte[] json() {
    return json;
  }

  private static Map<String, String> keys(List<String> fields, ObjectNode tree) {
    Map<String, String> keys = new HashMap<>();
    for (String field : fields) {
      JsonNode value = tree.at("/" + field.replace('.', '/'));
      if (value.isValueNode() && !value.isNull()) {
        keys.put(field, value.asText());
      }
    }
    return Map.copyOf(keys);
  }
}
