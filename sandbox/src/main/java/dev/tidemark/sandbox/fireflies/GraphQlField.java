package dev.tidemark.sandbox.fireflies;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.sandbox.small.Parameters;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A field of a query: what it is asked with, and which of its own fields are wanted.
 *
 * @param arguments their values, those of variables filled in; a variable that was not given is
 *     left out
 * @param fields empty for a field that is a value
 */
record GraphQlField(String name, Map<String, JsonNode> arguments, List<GraphQlField> fields) {
  GraphQlField {
    arguments = Map.copyOf(arguments);
    fields = List.copyOf(fields);
  }

  Optional<Integer> integer(String argument) {
    return value(argument)
        .map(value -> {
          refuseIf(!value.canConvertToInt() || !value.isIntegralNumber(), argument, "Int", value);
          return value.intValue();
        });
  }

  Optional<String> text(String argument) {
    return value(argument)
        .map(value -> {
          refuseIf(!value.isTextual(), argument, "String", value);
          return value.textValue();
        });
  }

  boolean flag(String argument) {
    return value(argument)
        .map(value -> {
          refuseIf(!value.isBoolean(), argument, "Boolean", value);
          return value.booleanValue();
        })
        .orElse(false);
  }

  Optional<Instant> moment(String argument) {
    return text(argument).map(text -> Parameters.moment(argument, text));
  }

  private Optional<JsonNode> value(String argument) {
    return Optional.ofNullable(arguments.get(argument));
  }

  private static void refuseIf(boolean wrong, String argument, String type, JsonNode value) {
    if (wrong) {
      throw new IllegalArgumentException(
          "Argument \"" + argument + "\" got invalid value " + value + "; expected " + type + ".");
    }
  }
}
