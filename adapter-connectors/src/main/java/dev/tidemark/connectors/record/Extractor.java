package dev.tidemark.connectors.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.interpolation.Interpolation;
import dev.tidemark.connectors.interpolation.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the records in a body.
 *
 * @param path the fields that lead to them; {@code *} stands for every field or element; empty for
 *     the body as a whole
 */
public record Extractor(List<Interpolation> path) {
  private static final String EVERY = "*";

  /** Copies the path. */
  public Extractor {
    path = List.copyOf(path);
  }

  /** Reads a component of type {@code RecordSelector}; empty when something is wrong with it. */
  public static Optional<Extractor> load(Component selector) {
    Optional<Extractor> extractor =
        selector.requiredChild("extractor", "DpathExtractor").map(Extractor::path);
    selector.lacks("record_filter", "record filters are not supported yet");
    selector.lacks("schema_normalization", "records are stored as they come; leave it out");
    selector.lacks("transform_before_filtering", "record filters are not supported yet");
    selector.done();
    return extractor;
  }

  private static Extractor path(Component component) {
    if (component.value("field_path") == null) {
      component.refuse("field_path", "is required; [] stands for the whole body");
    }
    List<Interpolation> path = component.templates("field_path");
    component.lacks("record_expander", "record expansion is not supported");
    component.child("decoder", "JsonDecoder").ifPresent(Component::done);
    component.done();
    for (Interpolation segment : path) {
      String text = segment.literal().orElse("");
      if (text.contains("*") && !text.equals(EVERY)) {
        component.refuse("field_path", "a segment is a name or '*', but one is '" + text + "'");
      }
    }
    return new Extractor(path);
  }

  /** The records: the elements of an array, or the one thing that is there, unless it is empty. */
  public List<JsonNode> extract(JsonNode body, Scope scope) {
    List<String> segments = path.stream().map(segment -> segment.text(scope)).toList();
    List<JsonNode> found = List.of(body);
    for (String segment : segments) {
      found = step(found, segment);
    }
    if (segments.contains(EVERY)) {
      return found;
    }
    List<JsonNode> records = new ArrayList<>();
    for (JsonNode node : found) {
      if (node.isArray()) {
        node.forEach(records::add);
      } else if (!isEmpty(node)) {
        records.add(node);
      }
    }
    return records;
  }

  private static List<JsonNode> step(List<JsonNode> nodes, String segment) {
    List<JsonNode> next = new ArrayList<>();
    for (JsonNode node : nodes) {
      if (segment.equals(EVERY)) {
        node.forEach(next::add);
      } else if (node.isArray() && segment.matches("\\d{1,9}")) {
        add(next, node.path(Integer.parseInt(segment)));
      } else {
        add(next, node.path(segment));
      }
    }
    return next;
  }

  private static void add(List<JsonNode> target, JsonNode node) {
    if (!node.isMissingNode()) {
      target.add(node);
    }
  }

  private static boolean isEmpty(JsonNode node) {
    return node.isNull()
        || node.isMissingNode()
        || (node.isObject() && node.isEmpty())
        || (node.isTextual() && node.textValue().isEmpty())
        || (node.isBoolean() && !node.booleanValue())
        || (node.isNumber() && node.doubleValue() == 0);
  }
}
