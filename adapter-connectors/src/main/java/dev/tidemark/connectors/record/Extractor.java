package dev.tidemark.connectors.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.interpolation.Interpolation;
import dev.tidemark.connectors.interpolation.Scope;
import java.util.ArrayList;
import java.util.List;

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

  /** Reads a component of type {@code DpathExtractor}; parts with problems are told. */
  static Extractor load(Component component) {
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

  /**
   * The records: the elements of an array, or the one thing that is there, unless it is empty. Of a
   * body that is an array each element is taken for a body, unless the path says itself that it
   * goes through all of them.
   */
  public List<JsonNode> extract(JsonNode body, Scope scope) {
    List<String> segments = path.stream().map(segment -> segment.text(scope)).toList();
    List<JsonNode> records = new ArrayList<>();
    if (body.isArray() && !(!segments.isEmpty() && segments.get(0).equals(EVERY))) {
      body.forEach(element -> addRecords(records, element, segments));
    } else {
      addRecords(records, body, segments);
    }
    return records;
  }

  private static void addRecords(List<JsonNode> records, JsonNode body, List<String> segments) {
    List<JsonNode> found = walk(body, segments);
    if (segments.contains(EVERY)) {
      records.addAll(found);
      return;
    }
    for (JsonNode node : found) {
      if (node.isArray()) {
        node.forEach(records::add);
      } else if (!isEmpty(node)) {
        records.add(node);
      }
    }
  }

  /** The first thing at a path; a missing node when there is none. */
  static JsonNode first(JsonNode node, List<String> segments) {
    List<JsonNode> found = walk(node, segments);
    return found.isEmpty() ? MissingNode.getInstance() : found.get(0);
  }

  private static List<JsonNode> walk(JsonNode body, List<String> segments) {
    List<JsonNode> found = List.of(body);
    for (String segment : segments) {
      found = step(found, segment);
    }
    return found;
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
