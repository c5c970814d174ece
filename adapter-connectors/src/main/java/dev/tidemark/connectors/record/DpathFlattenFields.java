package dev.tidemark.connectors.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.interpolation.Interpolation;
import dev.tidemark.connectors.interpolation.Scope;
import dev.tidemark.connectors.json.Json;
import java.util.List;
import java.util.Optional;

/**
 * Brings the fields of one object in a record to its top, unless the record has fields of their
 * names already.
 *
 * @param deletesOrigin whether the object itself is taken out then
 * @param replaces whether nothing but its fields is left of the record
 */
record DpathFlattenFields(
    List<Interpolation> path,
    boolean deletesOrigin,
    boolean replaces,
    Optional<Interpolation> prefix,
    Optional<Interpolation> suffix)
    implements Transformation {
  DpathFlattenFields {
    path = List.copyOf(path);
  }

  @Override
  public void apply(ObjectNode record, Scope scope) {
    List<String> names = path.stream().map(name -> name.text(scope)).toList();
    if (!(Extractor.first(record, names) instanceof ObjectNode found)) {
      return;
    }
    ObjectNode fields = Json.object();
    String before = prefix.map(text -> text.text(scope)).orElse("");
    String after = suffix.map(text -> text.text(scope)).orElse("");
    found
        .properties()
        .forEach(field -> fields.set(before + field.getKey() + after, field.getValue()));
    if (replaces && !fields.isEmpty()) {
      record.removeAll();
    } else if (fields.properties().stream().anyMatch(field -> record.has(field.getKey()))) {
      return;
    } else if (deletesOrigin) {
      Pointer.of(names).removeFrom(record, JsonNode::isContainerNode);
    }
    record.setAll(fields);
  }

  static Optional<DpathFlattenFields> load(Component component) {
    List<Interpolation> path = component.templates("field_path");
    if (path.isEmpty()) {
      component.refuse("field_path", "must be a list of names, and not empty");
    }
    boolean deletesOrigin = component.flag("delete_origin_value", false);
    boolean replaces = component.flag("replace_record", false);
    Optional<Component> naming = component.child("key_transformation", "KeyTransformation");
    Optional<Interpolation> prefix = naming.flatMap(part -> part.template("prefix"));
    Optional<Interpolation> suffix = naming.flatMap(part -> part.template("suffix"));
    naming.ifPresent(Component::done);
    return path.isEmpty()
        ? Optional.empty()
        : Optional.of(new DpathFlattenFields(path, deletesOrigin, replaces, prefix, suffix));
  }
}
