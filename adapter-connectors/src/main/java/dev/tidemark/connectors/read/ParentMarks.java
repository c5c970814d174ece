package dev.tidemark.connectors.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.connectors.partition.Marks;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the next increment of each parent starts. What a pass reaches counts only once all the
 * partitions that its parents made are read.
 */
final class ParentMarks {
  private final JsonNode before;
  private final Map<String, Marks> reached = new TreeMap<>();

  /**
   * Marks by the paths of parents.
   *
   * @param before those that this pass starts at
   * @param reached those of this pass so far; missing at its beginning
   */
  ParentMarks(JsonNode before, JsonNode reached) {
    this.before = before;
    before.properties().forEach(e -> this.reached.put(e.getKey(), Marks.of(e.getValue(), false)));
    reached.properties().forEach(e -> this.reached.put(e.getKey(), Marks.of(e.getValue(), false)));
  }

  /** Where this pass starts to read a parent. */
  Marks before(String path) {
    return Marks.of(before.path(path), false);
  }

  /** Where the next one will. */
  Marks reached(String path) {
    return reached.computeIfAbsent(path, any -> new Marks(false));
  }

  /** Every partition was read. */
  void complete() {
    reached.values().forEach(Marks::complete);
  }

  ObjectNode toJson() {
    ObjectNode json = Json.object();
    reached.forEach((path, marks) -> json.set(path, marks.toJson()));
    return json;
  }
}
