package dev.tidemark.connectors.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.connectors.document.Component;
import java.util.ArrayList;
import java.util.List;

/** A change made to every record before anybody else sees it. */
public sealed interface Transformation {
  /** The types that {@link #load} reads. */
  List<String> TYPES = List.of("RemoveFields");

  /** Fields that are taken out, wherever they are present. */
  record RemoveFields(List<FieldPath> fields) implements Transformation {
    /** Copies the list. */
    public RemoveFields {
      fields = List.copyOf(fields);
    }
  }

  /** Changes the record in place. */
  default void apply(JsonNode record) {
    switch (this) {
      case RemoveFields remove -> remove.fields.forEach(field -> field.removeFrom(record));
    }
  }

  /** Reads a component of one of {@link #TYPES}; parts with problems are told and left out. */
  static Transformation load(Component component) {
    List<FieldPath> fields = new ArrayList<>();
    for (Object pointer : component.list("field_pointers")) {
      if (pointer instanceof List<?> names
          && !names.isEmpty()
          && names.stream().allMatch(name -> name instanceof String || name instanceof Integer)) {
        fields.add(new FieldPath(names.stream().map(Object::toString).toList()));
      } else {
        component.refuse("field_pointers", "must be a list of non-empty lists of names");
      }
    }
    if (fields.stream().anyMatch(field -> field.names().contains("**"))) {
      component.refuse("field_pointers", "'**' is not supported; '*' stands for one level");
    }
    component.lacks("condition", "conditions are not supported yet");
    component.done();
    return new RemoveFields(fields);
  }
}
