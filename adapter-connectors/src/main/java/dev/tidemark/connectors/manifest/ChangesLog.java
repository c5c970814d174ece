package dev.tidemark.connectors.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.record.FieldPath;
import dev.tidemark.connectors.request.RequestOption;
import dev.tidemark.connectors.request.Requester;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A log of the changes to a model's records, the oldest first.
 *
 * @param start is asked for the log's end before a full pass lists anything
 * @param startField where its answer names that
 * @param retriever reads the log
 * @param since where in its requests the checkpoint goes
 * @param next where the last page of the log names the next checkpoint
 * @param upserts paths within an entry to the ids of records that came or changed
 * @param deletions paths within an entry to the ids of records that are gone
 */
public record ChangesLog(
    Requester start,
    FieldPath startField,
    Retriever retriever,
    RequestOption since,
    FieldPath next,
    List<List<String>> upserts,
    List<List<String>> deletions) {
  private static final String EVERY = "*";

  /** Copies the lists. */
  public ChangesLog {
    upserts = List.copyOf(upserts);
    deletions = List.copyOf(deletions);
  }

  static Optional<ChangesLog> load(Component component) {
    Optional<Component> start = component.section("start", "the start of a log");
    component.required("start", start);
    Optional<Requester> asking =
        start
            .flatMap(part -> part.requiredChild("requester", "HttpRequester"))
            .flatMap(Requester::load);
    Optional<FieldPath> startField = start.flatMap(part -> Extensions.path(part, "field_path"));
    start.ifPresent(Component::done);
    Optional<Retriever> retriever = Extensions.undividedRetriever(component);
    Optional<RequestOption> since =
        component.requiredChild("since", "RequestOption").flatMap(RequestOption::load);
    Optional<Component> next = component.section("next", "the next checkpoint");
    component.required("next", next);
    Optional<FieldPath> nextField = next.flatMap(part -> Extensions.path(part, "field_path"));
    next.ifPresent(Component::done);
    List<List<String>> upserts = paths(component, "upserts");
    List<List<String>> deletions = paths(component, "deletions");
    component.done();
    if (upserts.isEmpty() && deletions.isEmpty()) {
      component.refuse("upserts", "give the paths of upserts, of deletions, or both");
    }
    if (asking.isEmpty()
        || startField.isEmpty()
        || retriever.isEmpty()
        || since.isEmpty()
        || nextField.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ChangesLog(
            asking.get(),
            startField.get(),
            retriever.get(),
            since.get(),
            nextField.get(),
            upserts,
            deletions));
  }

  private static List<List<String>> paths(Component component, String field) {
    List<List<String>> paths = new ArrayList<>();
    for (Object path : component.list(field)) {
      if (path instanceof List<?> names
          && !names.isEmpty()
          && names.stream().allMatch(name -> name instanceof String)) {
        paths.add(names.stream().map(Object::toString).toList());
      } else {
        component.refuse(field, "must be a list of non-empty lists of names");
      }
    }
    return paths;
  }

  /** The log's end, as the answer to {@link #start} names it. */
  public Optional<String> startIn(JsonNode body) {
    return OpaqueCheckpoint.text(startField, body);
  }

  /** The next checkpoint, as the last page names it. */
  public Optional<String> nextIn(JsonNode body) {
    return OpaqueCheckpoint.text(next, body);
  }

  /** The ids in a page's entries, the oldest change first; true where the record is gone. */
  public Map<String, Change> changes(List<JsonNode> entries) {
    Map<String, Change> changes = new LinkedHashMap<>();
    for (JsonNode entry : entries) {
      upserts.forEach(path -> collect(entry, path, false, changes));
      deletions.forEach(path -> collect(entry, path, true, changes));
    }
    return changes;
  }

  /**
   * What last happened to a record.
   *
   * @param id as the log has it, text or number
   */
  public record Change(JsonNode id, boolean gone) {}

  private static void collect(
      @Nullable JsonNode node, List<String> path, boolean gone, Map<String, Change> changes) {
    if (node == null) {
      return;
    }
    if (path.isEmpty()) {
      if (node.isTextual() || node.isNumber()) {
        changes.put(node.asText(), new Change(node, gone));
      }
      return;
    }
    List<String> rest = path.subList(1, path.size());
    if (path.get(0).equals(EVERY)) {
      node.forEach(child -> collect(child, rest, gone, changes));
    } else {
      collect(node.get(path.get(0)), rest, gone, changes);
    }
  }
}
