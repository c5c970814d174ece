package dev.tidemark.connectors.record;

import static dev.tidemark.connectors.interpolation.Variable.NEXT_PAGE_TOKEN;
import static dev.tidemark.connectors.interpolation.Variable.RECORD;
import static dev.tidemark.connectors.interpolation.Variable.STREAM_SLICE;
import static dev.tidemark.connectors.interpolation.Variable.STREAM_STATE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.interpolation.Interpolation;
import dev.tidemark.connectors.interpolation.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * From the body of one answer to the records of a stream: found, filtered, transformed, and brought
 * to the types of the stream's schema. It knows nothing of pages, so that a partition router can
 * apply it to the pages of a parent.
 *
 * @param filter which records are kept; all without it
 * @param filtersLast whether the filter sees the records transformed; empty for what the stream
 *     makes of it
 * @param transformations done to every record, in this order
 * @param types what values are made of which fields; empty when they stay as they are
 */
public record RecordSelector(
    Extractor extractor,
    Optional<Interpolation> filter,
    Optional<Boolean> filtersLast,
    boolean normalizes,
    List<Transformation> transformations,
    Optional<SchemaTypes> types) {

  /** Copies the list. */
  public RecordSelector {
    transformations = List.copyOf(transformations);
  }

  /** A record as it leaves the selector, and whether the filter keeps it. */
  public record Shaped(JsonNode record, boolean kept) {}

  /** Reads a component of type {@code RecordSelector}; empty when something is wrong with it. */
  public static Optional<RecordSelector> load(Component selector) {
    Optional<Extractor> extractor =
        selector.requiredChild("extractor", "DpathExtractor").map(Extractor::load);
    Optional<Interpolation> filter =
        selector.child("record_filter", "RecordFilter").flatMap(RecordSelector::condition);
    Optional<Boolean> filtersLast =
        selector.value("transform_before_filtering") == null
            ? Optional.empty()
            : Optional.of(selector.flag("transform_before_filtering", false));
    boolean normalizes = normalizes(selector);
    selector.lacks("file_uploader", "files are not transferred");
    selector.done();
    return extractor.map(found ->
        new RecordSelector(found, filter, filtersLast, normalizes, List.of(), Optional.empty()));
  }

  private static Optional<Interpolation> condition(Component component) {
    Optional<Interpolation> condition =
        component.requiredTemplate(
            "condition", RECORD, STREAM_SLICE, NEXT_PAGE_TOKEN, STREAM_STATE);
    component.done();
    return condition;
  }

  private static boolean normalizes(Component selector) {
    String field = "schema_normalization";
    if (selector.value(field) instanceof Map<?, ?>) {
      selector.child(field, true, List.of("None or Default"));
      return false;
    }
    String named = selector.text(field).orElse("None");
    if (!named.equals("None") && !named.equals("Default")) {
      selector.refuse(field, "'" + named + "' is not supported; accepted: None, Default");
    }
    return named.equals("Default");
  }

  /**
   * The same as part of a stream.
   *
   * @param filtersLastUnlessSaid the order when the selector itself says none
   * @param schema of the stream's records, which only counts if the selector asks for it
   */
  public RecordSelector in(
      List<Transformation> streams, boolean filtersLastUnlessSaid, Optional<SchemaTypes> schema) {
    return new RecordSelector(
        extractor,
        filter,
        Optional.of(filtersLast.orElse(filtersLastUnlessSaid)),
        normalizes,
        streams,
        normalizes ? schema : Optional.empty());
  }

  /** The records of an answer as the provider sent them, before anything is done to them. */
  public List<JsonNode> find(JsonNode body, Scope scope) {
    return extractor.extract(body, scope);
  }

  /**
   * Those that the filter keeps, transformed. They are changed in place, so that what they stand in
   * must not be of use any more.
   *
   * @param scope what the request's expressions saw
   * @throws dev.tidemark.connectors.expression.ExpressionException when an expression fails
   * @throws UnfitRecordException when a transformation does not fit a record
   */
  public List<JsonNode> keep(List<JsonNode> found, Scope scope) {
    List<JsonNode> kept = new ArrayList<>(found.size());
    Scope selecting = selecting(scope);
    for (JsonNode record : found) {
      if (change(record, selecting)) {
        kept.add(record);
      }
    }
    return kept;
  }

  /** Filters and transforms one record, from wherever it came; the given one stays as it is. */
  public Shaped shape(JsonNode record, Scope scope) {
    JsonNode changed = transformations.isEmpty() && types.isEmpty() ? record : record.deepCopy();
    boolean kept = change(changed, selecting(scope));
    return new Shaped(changed, kept);
  }

  private static Scope selecting(Scope scope) {
    return scope.with(STREAM_STATE, Map.of());
  }

  /** Changes the record, and says whether the filter keeps it. */
  private boolean change(JsonNode record, Scope scope) {
    boolean last = filtersLast.orElse(false);
    boolean kept = last || keeps(record, scope);
    if (record instanceof ObjectNode object) {
      Scope seeing = scope.with(RECORD, object);
      transformations.forEach(transformation -> transformation.apply(object, seeing));
      kept = last ? keeps(object, scope) : kept;
      types.ifPresent(schema -> schema.apply(object));
    }
    return kept;
  }

  private boolean keeps(JsonNode record, Scope scope) {
    return filter.isEmpty() || filter.get().test(scope.with(RECORD, record));
  }
}
