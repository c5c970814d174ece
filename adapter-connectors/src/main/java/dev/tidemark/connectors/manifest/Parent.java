package dev.tidemark.connectors.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.interpolation.Interpolation;
import dev.tidemark.connectors.interpolation.Scope;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.connectors.partition.Partition;
import dev.tidemark.connectors.record.FieldPath;
import dev.tidemark.connectors.request.RequestOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A stream whose records each make a partition of another one.
 *
 * @param key where a record holds what makes the partition; names are parted by a slash
 * @param field what that is called in the partition
 * @param option where it goes in a request, if anywhere
 * @param extras paths to further fields of the record, for expressions
 * @param incremental whether an increment lists only the records that changed
 */
public record Parent(
    StreamDefinition stream,
    Interpolation key,
    Interpolation field,
    Optional<RequestOption> option,
    List<List<Interpolation>> extras,
    boolean incremental) {

  /** Copies the list. */
  public Parent {
    extras = List.copyOf(extras);
  }

  static Optional<Parent> load(Component component) {
    Optional<StreamDefinition> stream =
        component.requiredChild("stream", "DeclarativeStream").flatMap(StreamLoader::load);
    Optional<Interpolation> key = component.requiredTemplate("parent_key");
    Optional<Interpolation> field = component.requiredTemplate("partition_field");
    Optional<RequestOption> option =
        component.child("request_option", "RequestOption").flatMap(RequestOption::load);
    List<List<Interpolation>> extras = extras(component);
    boolean wished = component.flag("incremental_dependency", false);
    boolean incremental = wished && stream.map(StreamDefinition::tellsChanges).orElse(true);
    component.lacks("lazy_read_pointer", "is not supported: each partition is asked for by itself");
    component.done();
    if (key.flatMap(Interpolation::literal).filter(path -> path.contains("*")).isPresent()) {
      component.refuse("parent_key", "leads to one field; '*' is not possible");
    }
    if (wished && !incremental) {
      component.ignore(
          "incremental_dependency",
          "has no effect: the parent has neither incremental_sync nor" + " x-tidemark-fingerprint");
    }
    return stream.flatMap(parent ->
        key.flatMap(path ->
            field.map(name -> new Parent(parent, path, name, option, extras, incremental))));
  }

  private FieldPath keyPath(Scope scope) {
    return new FieldPath(List.of(key.text(scope).replaceFirst("^/+", "").split("/", -1)));
  }

  private static List<List<Interpolation>> extras(Component component) {
    String field = "extra_fields";
    List<List<Interpolation>> extras = new ArrayList<>();
    List<@Nullable Object> paths = component.list(field);
    for (int i = 0; i < paths.size(); i++) {
      if (!(paths.get(i) instanceof List<?> names) || names.isEmpty()) {
        component.refuse(field, "must be a list of non-empty lists of names");
        return List.of();
      }
      List<Interpolation> path = new ArrayList<>();
      for (Object name : names) {
        component.interpolate(component.path(field) + "[" + i + "]", name).ifPresent(path::add);
      }
      extras.add(path);
    }
    return extras;
  }

  /** By what a record shows in an increment that it changed, if that cannot be asked for. */
  public Optional<Fingerprint> fingerprint() {
    return incremental ? stream.tracking().fingerprint() : Optional.empty();
  }

  /**
   * The partition that a record makes; empty when it lacks the key.
   *
   * @param within the partition of the parent that the record was read in
   */
  public Optional<Partition> partition(JsonNode record, Partition within, Scope scope) {
    JsonNode value = keyPath(scope).in(record);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    ObjectNode fields = Json.object();
    fields.set(field.text(scope), value);
    fields.set(Partition.PARENT, within.fields());
    ObjectNode others = Json.object();
    for (List<Interpolation> path : extras) {
      List<String> names = path.stream().map(name -> name.text(scope)).toList();
      JsonNode extra = new FieldPath(names).in(record);
      others.set(
          names.stream().collect(Collectors.joining(".")),
          extra.isMissingNode() ? Json.node(null) : extra);
    }
    return Optional.of(new Partition(fields, others));
  }
}
