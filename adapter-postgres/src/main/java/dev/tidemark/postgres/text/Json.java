package dev.tidemark.postgres.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.application.store.StorageException;

/**
 * Small structures as JSON for columns of type {@code json}, which keeps what {@code jsonb}
 * refuses. It is written in ASCII, so that any text inside survives.
 */
public final class Json {
  private static final JsonMapper MAPPER = new JsonMapper();

  private Json() {}

  /** The text of a structure. */
  public static String write(JsonNode structure) {
    try {
      return MAPPER.writeValueAsString(structure);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a tree of values is always written", e);
    }
  }

  /**
   * The structure of a text.
   *
   * @throws StorageException if it is none
   */
  public static JsonNode read(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new StorageException("the database has a value that nobody can read", e);
    }
  }
}
