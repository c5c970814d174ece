package dev.tidemark.connectors.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.connectors.json.Json;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * How the settings of a connection, which are kept as text, become what expressions see.
 *
 * @param defaults settings that apply unless given
 * @param types of settings that are no texts, as JSON Schema names them
 */
public record SettingsForm(Map<String, Object> defaults, Map<String, String> types) {
  /** Every setting is a text, and none has a default. */
  static final SettingsForm TEXTS = new SettingsForm(Map.of(), Map.of());

  /** Copies the maps. */
  public SettingsForm {
    defaults = Map.copyOf(defaults);
    types = Map.copyOf(types);
  }

  /** What was given, and the defaults for what was not. */
  public Map<String, Object> read(Map<String, String> given) {
    Map<String, Object> settings = new HashMap<>(defaults);
    given.forEach((key, text) -> settings.put(key, typed(types.getOrDefault(key, ""), text)));
    return settings;
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
