package dev.tidemark.connectors.manifest;

import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.record.FieldPath;
import java.util.Optional;

/**
 * Where a CRM tells the pipelines that deals go through.
 *
 * @param retriever its records are pipelines or, of a CRM with one, its stages
 * @param records what a record of it is
 * @param stage where a stage says what it is
 */
public record PipelineListing(Retriever retriever, Records records, Place stage) {
  /** What a record is. */
  public sealed interface Records {
    /** A pipeline, which holds its stages. */
    record Pipelines(Place place, FieldPath stages) implements Records {}

    /** A stage of the one pipeline there is. */
    record StagesOf(String id, String name) implements Records {}
  }

  /**
   * Where something says what it is.
   *
   * @param archived what is true there is left out
   * @param order a number; without it, things are in order as they come
   */
  public record Place(
      FieldPath id, FieldPath name, Optional<FieldPath> archived, Optional<FieldPath> order) {
    private static Optional<Place> load(Component component) {
      Optional<FieldPath> id = FieldPath.load(component, "id_path");
      Optional<FieldPath> name = FieldPath.load(component, "name_path");
      Optional<FieldPath> archived = optional(component, "archived_path");
      Optional<FieldPath> order = optional(component, "order_path");
      return id.flatMap(key -> name.map(title -> new Place(key, title, archived, order)));
    }

    private static Optional<FieldPath> optional(Component component, String field) {
      return component.value(field) == null ? Optional.empty() : FieldPath.load(component, field);
    }
  }

  /** Reads the extension; empty when something is wrong with it. */
  static Optional<PipelineListing> load(Component component) {
    Optional<Retriever> retriever = Extensions.undividedRetriever(component);
    Optional<Component> each = component.section("pipeline", "a pipeline");
    Optional<Component> only = component.section("only_pipeline", "the only pipeline");
    if (each.isPresent() == only.isPresent()) {
      component.refuse("pipeline", "give either pipeline or only_pipeline");
    }
    Optional<Records> records =
        each.flatMap(PipelineListing::pipelines).or(() -> only.flatMap(PipelineListing::stagesOf));
    Optional<Component> part = component.required("stage", component.section("stage", "a stage"));
    Optional<Place> stage = part.flatMap(Place::load);
    part.ifPresent(Component::done);
    component.done();
    return retriever.flatMap(
        how -> records.flatMap(what -> stage.map(where -> new PipelineListing(how, what, where))));
  }

  private static Optional<Records> pipelines(Component component) {
    Optional<Place> place = Place.load(component);
    Optional<FieldPath> stages = FieldPath.load(component, "stages_path");
    component.done();
    return place.flatMap(where -> stages.map(below -> new Records.Pipelines(where, below)));
  }

  private static Optional<Records> stagesOf(Component component) {
    Optional<String> id = component.requiredText("id");
    Optional<String> name = component.requiredText("name");
    component.done();
    return id.flatMap(key -> name.map(title -> new Records.StagesOf(key, title)));
  }
}
