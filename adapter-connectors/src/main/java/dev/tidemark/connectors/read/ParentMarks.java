package dev.tidemark.connectors.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.connectors.partition.Fingerprints;
import dev.tidemark.connectors.partition.Marks;
import dev.tidemark.connectors.partition.Partition;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the next increment of each parent starts, and what the records of those looked like that
 * cannot be asked for changes. What a pass reaches counts only once all the partitions that its
 * parents made are read.
 */
final class ParentMarks {
  /** Of all parents together: those of the pass before and of this one fit into a checkpoint. */
  private static final int MOST_PRINTS = 8000;

  private static final String PRINTS = "prints";

  private final JsonNode before;
  private final Map<String, Marks> reached = new TreeMap<>();
  private final Map<String, Fingerprints> printsBefore = new TreeMap<>();
  private final Map<String, Fingerprints> prints = new TreeMap<>();

  /**
   * Marks by the paths of parents.
   *
   * @param before those that this pass starts at
   * @param reached those of this pass so far; missing at its beginning
   */
  ParentMarks(JsonNode before, JsonNode reached) {
    this.before = before;
    before.properties().forEach(e -> this.reached.put(e.getKey(), Marks.of(e.getValue(), false)));
    reached
        .properties()
        .forEach(e -> {
          this.reached.put(e.getKey(), Marks.of(e.getValue(), false));
          if (e.getValue().has(PRINTS)) {
            prints.put(e.getKey(), Fingerprints.of(e.getValue().path(PRINTS)));
          }
        });
  }

  /** Where this pass starts to read a parent. */
  Marks before(String path) {
    return Marks.of(before.path(path), false);
  }

  /** Where the next one will. */
  Marks reached(String path) {
    return reached.computeIfAbsent(path, any -> new Marks(false));
  }

  /** Whether a parent's record looked like that when this pass saw it, or else the one before. */
  boolean looked(String path, Partition partition, String look) {
    Fingerprints now = prints.computeIfAbsent(path, any -> new Fingerprints());
    return now.has(partition)
        ? now.has(partition, look)
        : printsBefore
            .computeIfAbsent(path, any -> Fingerprints.of(before.path(path).path(PRINTS)))
            .has(partition, look);
  }

  /** A parent's record was listed and looked like that, before its partition was read. */
  void saw(String path, Partition partition, String look) {
    int kept = prints.values().stream().mapToInt(Fingerprints::size).sum();
    prints
        .computeIfAbsent(path, any -> new Fingerprints())
        .put(partition, look, kept < MOST_PRINTS);
  }

  /** Every partition was read. */
  void complete() {
    reached.values().forEach(Marks::complete);
  }

  ObjectNode toJson() {
    ObjectNode json = Json.object();
    reached.forEach((path, marks) -> json.set(path, marks.toJson()));
    prints.forEach((path, those) -> json.withObjectProperty(path).set(PRINTS, those.toJson()));
    return json;
  }
}
