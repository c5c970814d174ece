package dev.tidemark.connectors.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.connectors.json.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What becomes of the texts that a connection is made with: the settings that expressions see as
 * {@code config}. A dot in a key leads into an object.
 *
 * @param defaults by key, for what is not given
 * @param types by key, as JSON schema calls them; what has none stays text
 */
public record Settings(Map<String, Object> defaults, Map<String, String> types) {
  /** Copies the maps. */
  public Settings {
    defaults = Map.copyOf(defaults);
    types = Map.copyOf(types);
  }

  /** The settings of a connection: what was given, and the defaults for what was not. */
  public Map<String, Object> of(Map<String, String> given) {
    Map<String, Object> flat = new TreeMap<>(defaults);
    given.forEach((key, text) ->
        typed(text, types.getOrDefault(key, "string")).ifPresent(value -> flat.put(key, value)));
    Map<String, Object> settings = new LinkedHashMap<>();
    // A key comes before those below it.
    flat.forEach((key, value) -> put(settings, key, value));
    return settings;
  }

  private static void put(Map<String, Object> settings, String key, Object value) {
    int dot = key.indexOf('.');
    if (dot <= 0 || dot == key.length() - 1) {
      settings.put(key, value);
      return;
    }
    String head = key.substring(0, dot);
    Map<String, Object> inner = new HashMap<>();
    if (settings.get(head) instanceof Map<?, ?> known) {
      known.forEach((name, element) -> inner.put(String.valueOf(name), element));
    }
    put(inner, key.substring(dot + 1), value);
    settings.put(head, inner);
  }

  /** The value a text stands for; empty when nothing was filled in. */
  private static Optional<Object> typed(String text, String type) {
    String stripped = text.strip();
    if (!type.equals("string") && stripped.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (type) {
          case "integer" ->
              stripped.matches("[+-]?\\d{1,18}") ? (Object) Long.valueOf(stripped) : text;
          case "number" -> number(stripped);
          case "boolean" ->
              switch (stripped.toLowerCase(Locale.ROOT)) {
                case "true" -> true;
                case "false" -> false;
                default -> text;
              };
          case "array" ->
              stripped.startsWith("[")
                  ? json(stripped)
                  : Arrays.stream(stripped.split(",", -1)).map(String::strip).toList();
          case "object" -> json(stripped);
          default -> text;
        });
  }

  private static Object number(String text) {
    if (text.matches("[+-]?\\d{1,18}")) {
      return Long.valueOf(text);
    }
    return text.matches("[+-]?\\d{0,18}\\.\\d{1,18}")
        ? (Object) new BigDecimal(text).doubleValue()
        : text;
  }

  private static Object json(String text) {
    try {
      JsonNode node = Json.parse(text);
      Object value = Json.value(node);
      return value instanceof Map || value instanceof List ? value : text;
    } catch (IOException e) {
      return text;
    }
  }
}
