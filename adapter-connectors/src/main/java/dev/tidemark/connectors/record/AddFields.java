package dev.tidemark.connectors.record;

import static dev.tidemark.connectors.interpolation.Variable.PATH;
import static dev.tidemark.connectors.interpolation.Variable.RECORD;
import static dev.tidemark.connectors.interpolation.Variable.STREAM_SLICE;
import static dev.tidemark.connectors.interpolation.Variable.VALUE;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.expression.ResultType;
import dev.tidemark.connectors.interpolation.Interpolation;
import dev.tidemark.connectors.interpolation.Scope;
import dev.tidemark.connectors.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sets fields to what expressions come out as.
 *
 * @param fields one after the other: a later value sees what an earlier one set
 * @param condition whether a field is set, asked for each with its {@code value} and {@code path}
 */
record AddFields(List<Added> fields, Optional<Interpolation> condition) implements Transformation {
  AddFields {
    fields = List.copyOf(fields);
  }

  /**
   * One field.
   *
   * @param path where it goes; what is missing on the way is made
   * @param type what the value's text may be read as
   */
  record Added(FieldPath path, Interpolation value, ResultType type) {}

  @Override
  public void apply(ObjectNode record, Scope scope) {
    for (Added field : fields) {
      Object value = field.value().orEmptyText(scope, field.type());
      boolean wanted =
          condition.isEmpty()
              || condition.get().test(scope.with(VALUE, value).with(PATH, field.path().names()));
      if (wanted) {
        field.path().set(record, Json.node(value));
      }
    }
  }

  static AddFields load(Component component) {
    List<Added> fields = new ArrayList<>();
    for (Component part : component.children("fields", true, List.of("AddedFieldDefinition"))) {
      Optional<FieldPath> path = FieldPath.load(part, "path");
      Optional<Interpolation> value = value(part);
      ResultType type = type(part);
      part.done();
      if (path.isPresent() && value.isPresent()) {
        fields.add(new Added(path.get(), value.get(), type));
      }
    }
    if (component.value("fields") == null) {
      component.refuse("fields", "is required");
    }
    return new AddFields(
        fields, component.condition("condition", RECORD, STREAM_SLICE, VALUE, PATH));
  }

  /** A number or a boolean without quotes is text like all others, and then read by its type. */
  private static Optional<Interpolation> value(Component part) {
    Object value = part.value("value");
    return value instanceof Number || value instanceof Boolean
        ? part.interpolate(part.path("value"), Interpolation.pythonText(value))
        : part.requiredTemplate("value", RECORD, STREAM_SLICE);
  }

  private static ResultType type(Component part) {
    String named = part.text("value_type").orElse("");
    return switch (named) {
      case "" -> ResultType.ANY;
      case "string" -> ResultType.TEXT;
      case "number" -> ResultType.NUMBER;
      case "integer" -> ResultType.INTEGER;
      case "boolean" -> ResultType.BOOLEAN;
      default -> {
        part.refuse(
            "value_type",
            "'" + named + "' is not supported; accepted: string, number, integer, boolean");
        yield ResultType.ANY;
      }
    };
  }
}
