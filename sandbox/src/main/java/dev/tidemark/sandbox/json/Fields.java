package dev.tidemark.sandbox.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The fields of a JSON object that a client sent. Anything that is not as it should be is an {@link
 * IllegalArgumentException} with one sentence that names the field.
 */
public final class Fields {
  private static final String WHOLE = "a whole number";

  private final String where;
  private final JsonNode object;
  private final Set<String> read = new HashSet<>();

  private Fields(String where, JsonNode object) {
    this.where = where;
    this.object = object;
  }

  /** The fields of a whole body. */
  public static Fields of(JsonNode body) {
    return of("", body);
  }

  private static Fields of(String where, JsonNode value) {
    if (!value.isObject()) {
      throw new IllegalArgumentException(
          (where.isEmpty() ? "the body" : where) + " must be a JSON object");
    }
    return new Fields(where, value);
  }

  public Optional<String> text(String name) {
    return value(name).map(value -> require(value.isTextual(), name, "a text", value).textValue());
  }

  public String requireText(String name) {
    return text(name).orElseThrow(() -> missing(name));
  }

  public Optional<Integer> integer(String name) {
    return value(name)
        .map(value ->
            require(value.canConvertToInt() && value.isIntegralNumber(), name, WHOLE, value)
                .intValue());
  }

  public int requireInteger(String name) {
    return integer(name).orElseThrow(() -> missing(name));
  }

  /** A whole number between two bounds, both included. */
  public Optional<Integer> integer(String name, int low, int high) {
    Optional<Integer> value = integer(name);
    value.ifPresent(number -> {
      if (number < low || number > high) {
        throw new IllegalArgumentException(
            path(name) + " is " + number + ", must be " + low + " to " + high);
      }
    });
    return value;
  }

  public Optional<Boolean> flag(String name) {
    return value(name)
        .map(value -> require(value.isBoolean(), name, "true or false", value).booleanValue());
  }

  /** A value of any kind. */
  public Optional<JsonNode> any(String name) {
    return value(name);
  }

  /** The texts in a field's array; without the field, none. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : value(name).map(list -> array(name, list)).orElseGet(Json::array)) {
      texts.add(require(item.isTextual(), name, "an array of texts", item).textValue());
    }
    return texts;
  }

  /** A duration in ISO 8601, as in {@code PT1.5S}. */
  public Optional<Duration> duration(String name) {
    return text(name)
        .map(text -> {
          try {
            return Duration.parse(text);
          } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                path(name) + " is '" + text + "', must be a duration like PT1H or PT0.5S", e);
          }
        });
  }

  public Duration requireDuration(String name) {
    return duration(name).orElseThrow(() -> missing(name));
  }

  /** The object in a field; without the field, one without fields. */
  public Fields object(String name) {
    return of(path(name), value(name).orElseGet(Json::object));
  }

  /** The object in a field, which must be there. */
  public Fields requireObject(String name) {
    return of(path(name), value(name).orElseThrow(() -> missing(name)));
  }

  /** The objects in a field's array. */
  public List<Fields> objects(String name) {
    JsonNode list = array(name, value(name).orElseThrow(() -> missing(name)));
    List<Fields> objects = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      objects.add(of(path(name) + "[" + i + "]", list.get(i)));
    }
    return objects;
  }

  /** Refuses fields that nobody asked for. */
  public void done() {
    object
        .fieldNames()
        .forEachRemaining(name -> {
          if (!read.contains(name)) {
            throw new IllegalArgumentException("unknown field " + path(name));
          }
        });
  }

  private Optional<JsonNode> value(String name) {
    read.add(name);
    return Optional.ofNullable(object.get(name)).filter(value -> !value.isNull());
  }

  private JsonNode array(String name, JsonNode value) {
    return require(value.isArray(), name, "an array", value);
  }

  private JsonNode require(boolean holds, String name, String kind, JsonNode value) {
    if (!holds) {
      throw new IllegalArgumentException(path(name) + " is " + value + ", must be " + kind);
    }
    return value;
  }

  private IllegalArgumentException missing(String name) {
    return new IllegalArgumentException(path(name) + " is missing");
  }

  private String path(String name) {
    return where.isEmpty() ? name : where + "." + name;
  }
}
