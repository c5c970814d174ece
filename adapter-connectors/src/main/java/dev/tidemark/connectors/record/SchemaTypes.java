package dev.tidemark.connectors.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.connectors.interpolation.Interpolation;
import dev.tidemark.connectors.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The types that a JSON schema gives the fields of an object, and what is made of values of other
 * types: {@code "5"} is 5 where an integer is wanted. What cannot be made so stays as it is.
 *
 * @param fields by name
 */
public record SchemaTypes(Map<String, Wanted> fields) {
  private static final Set<String> PLAIN = Set.of("string", "number", "integer", "boolean");
  private static final Set<String> TRUE = Set.of("y", "yes", "t", "true", "on", "1");
  private static final Set<String> FALSE = Set.of("n", "no", "f", "false", "off", "0");

  /** Copies the map. */
  public SchemaTypes {
    fields = Map.copyOf(fields);
  }

  /**
   * What a schema says of a value.
   *
   * @param type the one type it names; empty when it names none or several
   * @param nullable whether null is fine
   * @param inner of its fields
   * @param elements of its elements
   */
  record Wanted(String type, boolean nullable, SchemaTypes inner, Optional<Wanted> elements) {}

  /** Reads the schema of an object; whatever it says beside types is passed over. */
  public static SchemaTypes of(@Nullable Object schema) {
    Map<String, Wanted> fields = new LinkedHashMap<>();
    if (schema instanceof Map<?, ?> map && map.get("properties") instanceof Map<?, ?> properties) {
      properties.forEach((name, part) -> fields.put(String.valueOf(name), wanted(part)));
    }
    return new SchemaTypes(fields);
  }

  private static Wanted wanted(@Nullable Object schema) {
    Map<?, ?> map = schema instanceof Map<?, ?> known ? known : Map.of();
    Object named = map.get("type");
    List<?> types =
        named instanceof List<?> several ? several : named == null ? List.of() : List.of(named);
    List<String> others =
        types.stream().map(String::valueOf).filter(type -> !type.equals("null")).toList();
    Object items = map.get("items");
    return new Wanted(
        others.size() == 1 ? others.get(0) : "",
        types.contains("null"),
        of(schema),
        items instanceof Map<?, ?> ? Optional.of(wanted(items)) : Optional.empty());
  }

  /** Brings the values of an object to their types, in place. */
  void apply(ObjectNode object) {
    fields.forEach((name, wanted) -> {
      JsonNode value = object.get(name);
      if (value != null) {
        object.set(name, converted(value, wanted));
      }
    });
  }

  private static JsonNode converted(JsonNode value, Wanted wanted) {
    JsonNode converted = value.isNull() && wanted.nullable() ? value : cast(value, wanted);
    if (converted instanceof ObjectNode object) {
      wanted.inner().apply(object);
    } else if (converted instanceof ArrayNode array && wanted.elements().isPresent()) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, converted(array.get(i), wanted.elements().get()));
      }
    }
    return converted;
  }

  private static JsonNode cast(JsonNode value, Wanted wanted) {
    return switch (wanted.type()) {
      case "string" -> value.isTextual() ? value : Json.node(Interpolation.printed(value));
      case "integer" -> integer(value);
      case "number" -> number(value);
      case "boolean" -> truth(value);
      case "array" ->
          value.isValueNode()
                  && !value.isNull()
                  && wanted.elements().map(Wanted::type).filter(PLAIN::contains).isPresent()
              ? Json.array().add(value)
              : value;
      default -> value;
    };
  }

  private static JsonNode integer(JsonNode value) {
    if (value.isBoolean()) {
      return Json.node(value.booleanValue() ? 1 : 0);
    }
    if (value.isNumber()) {
      return value.isIntegralNumber() ? value : Json.node(value.decimalValue().toBigInteger());
    }
    String text = value.isTextual() ? value.textValue().strip() : "";
    return text.matches("[+-]?\\d{1,1000}") ? Json.node(new BigInteger(text)) : value;
  }

  private static JsonNode number(JsonNode value) {
    if (value.isBoolean()) {
      return Json.node(value.booleanValue() ? 1.0 : 0.0);
    }
    String text = value.isTextual() ? value.textValue().strip() : "";
    return text.matches("[+-]?(\\d{1,300}\\.?\\d{0,300}|\\.\\d{1,300})([eE][+-]?\\d{1,3})?")
        ? Json.node(new BigDecimal(text))
        : value;
  }

  private static JsonNode truth(JsonNode value) {
    if (value.isTextual()) {
      String text = value.textValue().strip().toLowerCase(Locale.ROOT);
      return TRUE.contains(text)
          ? Json.node(true)
          : FALSE.contains(text) ? Json.node(false) : value;
    }
    if (value.isNumber()) {
      return Json.node(value.decimalValue().signum() != 0);
    }
    return value.isBoolean() ? value : Json.node(!value.isEmpty());
  }
}
