package dev.tidemark.sandbox.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.sandbox.json.Json;
import java.nio.charset.StandardCharsets;

/**
 * One thing to be told.
 *
 * @param type as the provider calls it
 * @param body JSON, as it is signed and sent
 */
record Message(String type, String body) {
  static Message of(String type, JsonNode body) {
    return new Message(type, new String(Json.bytes(body), StandardCharsets.UTF_8));
  }
}
