package dev.tidemark.connectors.expression;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The world that the tests evaluate in: the names of names.json, a clock that stands, one id. */
final class Given {
  static final Instant NOW = Instant.parse("2026-03-31T13:45:30.123456Z");
  static final String ID = "7c1cdd2a-1f3a-4d6f-9f0e-2a5f4a4f2b11";

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
  private static final JsonNode NAMES = json(resource("names.json"));

  private static final Names PLAIN = names(with(Map.of()));
  private static final Names NODES = names(nodeValues());
  private static final Set<String> ALLOWED = Set.copyOf(with(Map.of()).keySet());

  private Given() {}

  private static Map<String, Object> nodeValues() {
    Map<String, Object> values = new HashMap<>();
    NAMES.properties().forEach(entry -> values.put(entry.getKey(), entry.getValue()));
    return aliased(values);
  }

  /** The names with plain Java values. */
  static Names plain() {
    return PLAIN;
  }

  /** The names with Jackson's nodes as values. */
  static Names nodes() {
    return NODES;
  }

  static Names names(Map<String, ?> values) {
    return Names.of(values, InstantSource.fixed(NOW), () -> ID);
  }

  /** The plain values with some others put in their place. */
  static Map<String, @Nullable Object> with(Map<String, ?> others) {
    Map<String, @Nullable Object> values = new HashMap<>();
    NAMES.properties().forEach(entry -> values.put(entry.getKey(), plainValue(entry.getValue())));
    values.putAll(others);
    return aliased(values);
  }

  private static <T> Map<String, T> aliased(Map<String, T> values) {
    T slice = Objects.requireNonNull(values.get("stream_slice"));
    values.put("stream_interval", slice);
    values.put("stream_partition", slice);
    return values;
  }

  static Set<String> allowed() {
    return ALLOWED;
  }

  static @Nullable Object evaluate(String source) {
    return Template.parse(source, allowed()).evaluate(plain());
  }

  static @Nullable Object evaluate(String source, Map<String, ?> values) {
    return Template.parse(source, values.keySet()).evaluate(names(values));
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable Object plainValue(JsonNode node) {
    try {
      return JSON.treeToValue(node, Object.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String resource(String name) {
    try (InputStream in = Given.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
