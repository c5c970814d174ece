package dev.tidemark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a JSON value must look like. An object may have no field that its shape does not name; one
 * whose name ends in {@code ?} may be missing.
 */
record Shape(String name, Predicate<JsonNode> holds) {
  static final Shape TEXT = new Shape("a text", JsonNode::isTextual);
  static final Shape NUMBER = new Shape("a number", JsonNode::isNumber);
  static final Shape FLAG = new Shape("true or false", JsonNode::isBoolean);
  static final Shape ANY_OBJECT = new Shape("an object", JsonNode::isObject);

  static Shape orNull(Shape shape) {
    return new Shape(
        shape.name() + " or null", value -> value.isNull() || shape.holds().test(value));
  }

  static Shape oneOf(String... words) {
    Set<String> known = Set.of(words);
    return new Shape("one of " + known, value -> known.contains(value.asText()));
  }

  static Shape listOf(Shape shape) {
    return new Shape(
        "a list",
        value -> {
          assertThat(value.isArray()).as("%s is a list", value).isTrue();
          value.forEach(shape::check);
          return true;
        });
  }

  /** Takes names and shapes in turn. */
  static Shape object(Object... fields) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      shapes.put((String) fields[i], (Shape) fields[i + 1]);
    }
    return new Shape(
        "an object with " + Arrays.toString(fields),
        value -> {
          assertThat(value.isObject()).as("%s is an object", value).isTrue();
          value
              .fieldNames()
              .forEachRemaining(field ->
                  assertThat(shapes.containsKey(field) || shapes.containsKey(field + "?"))
                      .as("%s may be in %s", field, value)
                      .isTrue());
          shapes.forEach((field, shape) -> field(value, field, shape));
          return true;
        });
  }

  private static void field(JsonNode object, String field, Shape shape) {
    boolean optional = field.endsWith("?");
    String name = optional ? field.substring(0, field.length() - 1) : field;
    if (object.has(name)) {
      assertThat(shape.holds().test(object.get(name)))
          .as("%s is %s in %s", name, shape.name(), object)
          .isTrue();
    } else {
      assertThat(optional).as("%s is in %s", name, object).isTrue();
    }
  }

  void check(JsonNode value) {
    assertThat(holds.test(value)).as("%s is %s", value, name).isTrue();
  }
}
