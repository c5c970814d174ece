package dev.tidemark.connectors.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.interpolation.Scope;
import java.util.List;
import java.util.Optional;

/** A change made to every record before anybody else sees it. */
public sealed interface Transformation
    permits AddFields, DpathFlattenFields, FlattenFields, KeyChange, RemoveFields {
  /** The types that {@link #load} reads. */
  List<String> TYPES =
      List.of(
          "AddFields",
          "RemoveFields",
          "KeysToLower",
          "KeysToSnakeCase",
          "KeysReplace",
          "FlattenFields",
          "DpathFlattenFields");

  /**
   * Changes the record in place.
   *
   * @param scope what expressions see, the record included
   * @throws dev.tidemark.connectors.expression.ExpressionException when an expression fails
   * @throws UnfitRecordException when the record has no place for it
   */
  void apply(ObjectNode record, Scope scope);

  /** Reads a component of one of {@link #TYPES}; empty when something is wrong with it. */
  static Optional<Transformation> load(Component component) {
    Optional<? extends Transformation> transformation =
        switch (component.type()) {
          case "AddFields" -> Optional.of(AddFields.load(component));
          case "RemoveFields" -> Optional.of(RemoveFields.load(component));
          case "KeysToLower" -> Optional.of(new KeyChange.ToLower());
          case "KeysToSnakeCase" -> Optional.of(new KeyChange.ToSnakeCase());
          case "KeysReplace" -> KeyChange.Replace.load(component);
          case "FlattenFields" ->
              Optional.of(new FlattenFields(component.flag("flatten_lists", true)));
          case "DpathFlattenFields" -> DpathFlattenFields.load(component);
          default -> throw new IllegalArgumentException("no transformation: " + component.type());
        };
    component.done();
    return transformation.map(known -> known);
  }
}
