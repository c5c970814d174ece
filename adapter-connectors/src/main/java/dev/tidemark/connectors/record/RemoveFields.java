package dev.tidemark.connectors.record;

import static dev.tidemark.connectors.interpolation.Variable.PROPERTY;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.interpolation.Interpolation;
import dev.tidemark.connectors.interpolation.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes out fields, wherever they are present.
 *
 * @param condition which of the values found are taken out, asked for each as {@code property}; it
 *     is asked for plain values only, never for an object or array
 */
record RemoveFields(List<Pointer> pointers, Optional<Interpolation> condition)
    implements Transformation {
  RemoveFields {
    pointers = List.copyOf(pointers);
  }

  @Override
  public void apply(ObjectNode record, Scope scope) {
    for (Pointer pointer : pointers) {
      pointer.removeFrom(record, found -> condition.isEmpty() || meant(found, scope));
    }
  }

  private boolean meant(JsonNode found, Scope scope) {
    return found.isValueNode() && condition.orElseThrow().test(scope.with(PROPERTY, found));
  }

  static RemoveFields load(Component component) {
    List<Pointer> pointers = new ArrayList<>();
    for (Object pointer : component.list("field_pointers")) {
      if (pointer instanceof List<?> names
          && !names.isEmpty()
          && names.stream().allMatch(name -> name instanceof String || name instanceof Integer)) {
        List<String> segments = names.stream().map(Object::toString).toList();
        if (Pointer.isTooWide(segments)) {
          component.refuse("field_pointers", "may hold '**' at most twice in one pointer");
        }
        pointers.add(Pointer.of(segments));
      } else {
        component.refuse("field_pointers", "must be a list of non-empty lists of names");
      }
    }
    if (component.value("field_pointers") == null) {
      component.refuse("field_pointers", "is required");
    }
    return new RemoveFields(pointers, component.condition("condition", PROPERTY));
  }
}
