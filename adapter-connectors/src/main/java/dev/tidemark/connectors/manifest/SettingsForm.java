package dev.tidemark.connectors.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.connectors.json.Json;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the settings of a connection, which are kept as text, become what expressions see.
 *
 * @param defaults settings that apply unless given
 * @param types of settings that are no texts, as JSON Schema names them
 */
public record SettingsForm(Map<String, Object> defaults, Map<String, String> types) {
  /** The key under which a connection's secrets hold that of its webhook. */
  private static final String WEBHOOK_SECRET = "webhookSecret";

  /** Why a setting cannot have a key that is {@link #reserved}. */
  static final String RESERVED =
      "'" + WEBHOOK_SECRET + "' is reserved: the secret of the webhook is kept there";

  /** Every setting is a text, and none has a default. */
  static final SettingsForm TEXTS = new SettingsForm(Map.of(), Map.of());

  /** Copies the maps. */
  public SettingsForm {
    defaults = Map.copyOf(defaults);
    types = Map.copyOf(types);
  }

  /** Whether a key is in use for another purpose, or leads into one that is. */
  static boolean reserved(String key) {
    return key.equals(WEBHOOK_SECRET) || key.startsWith(WEBHOOK_SECRET + ".");
  }

  /**
   * What was given, and the defaults for what was not. A dot in a key leads into an object: {@code
   * credentials.token} is what expressions call {@code config['credentials']['token']}.
   */
  public Map<String, Object> read(Map<String, String> given) {
    Map<String, Object> flat = new TreeMap<>(defaults);
    given.forEach((key, text) -> {
      String type = types.getOrDefault(key, "");
      if (type.isEmpty() || !text.isBlank()) {
        flat.put(key, typed(type, text));
      }
    });
    Map<String, Object> settings = new HashMap<>();
    // A key comes before those that lead into it.
    flat.forEach((key, value) -> put(settings, key, value));
    return settings;
  }

  private static void put(Map<String, Object> settings, String key, Object value) {
    int dot = key.indexOf('.');
    if (dot <= 0 || dot == key.length() - 1) {
      settings.put(key, value);
      return;
    }
    Map<String, Object> inner = new HashMap<>();
    switch (settings.get(key.substring(0, dot))) {
      case Map<?, ?> known ->
          known.forEach((name, element) -> inner.put(String.valueOf(name), element));
      case ObjectNode known ->
          known.properties().forEach(field -> inner.put(field.getKey(), field.getValue()));
      case null, default -> {}
    }
    put(inner, key.substring(dot + 1), value);
    settings.put(key.substring(0, dot), inner);
  }

  /** A text that is none of its type stays what it is: the provider will say what it thinks. */
  private static Object typed(String type, String text) {
    if (type.isEmpty()) {
      return text;
    }
    try {
      JsonNode value = Json.parse(text);
      boolean fits =
          switch (type) {
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            default -> false;
          };
      return fits ? value : text;
    } catch (IOException e) {
      return text;
    }
  }
}
