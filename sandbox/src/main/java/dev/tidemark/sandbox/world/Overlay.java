package dev.tidemark.sandbox.world;

import static java.util.Locale.ROOT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/** Lays fields given by hand over an object, which then still is one the provider could show. */
public final class Overlay {
  private final Set<String> fixed;

  /** Fields named here cannot be given by hand. */
  public Overlay(Set<String> fixed) {
    this.fixed = Set.copyOf(fixed);
  }

  /**
   * Changes {@code object} in place, and of objects within it only what is given; these may get
   * fields they did not have.
   */
  public void merge(ObjectNode object, ObjectNode given) {
    ObjectNode whole = given.deepCopy();
    for (Map.Entry<String, JsonNode> field : given.properties()) {
      if (object.get(field.getKey()) instanceof ObjectNode before
          && field.getValue() instanceof ObjectNode inner) {
        ObjectNode merged = before.deepCopy();
        mergeInner(merged, inner);
        whole.set(field.getKey(), merged);
      }
    }
    apply(object, whole);
  }

  private static void mergeInner(ObjectNode object, ObjectNode given) {
    for (Map.Entry<String, JsonNode> field : given.properties()) {
      if (object.get(field.getKey()) instanceof ObjectNode before
          && field.getValue() instanceof ObjectNode inner) {
        mergeInner(before, inner);
      } else {
        object.set(field.getKey(), field.getValue());
      }
    }
  }

  /** Changes {@code object} in place. */
  public void apply(ObjectNode object, ObjectNode given) {
    for (Map.Entry<String, JsonNode> field : given.properties()) {
      String name = field.getKey();
      if (fixed.contains(name)) {
        throw new IllegalArgumentException("field '" + name + "' cannot be set by hand");
      }
      JsonNode before = object.get(name);
      if (before == null) {
        throw new IllegalArgumentException("such objects have no field '" + name + "'");
      }
      JsonNode after = field.getValue();
      if (!before.isNull() && !after.isNull() && before.getNodeType() != after.getNodeType()) {
        throw new IllegalArgumentException(
            "field '" + name + "' is a " + before.getNodeType().name().toLowerCase(ROOT));
      }
      object.set(name, after);
    }
  }
}
