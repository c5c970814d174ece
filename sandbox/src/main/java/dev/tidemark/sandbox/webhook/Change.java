package dev.tidemark.sandbox.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody did to a record by hand.
 *
 * @param given the fields that were set; none of a deletion
 * @param after the record as it is now; empty after a deletion
 */
record Change(
    What what, String collection, String id, ObjectNode given, Optional<ObjectNode> after) {

  /** How a record fared, in the word that most providers have for it. */
  enum What {
    CREATED("created"),
    UPDATED("updated"),
    DELETED("deleted");

    private final String word;

    What(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  static Change created(String collection, ObjectNode given, ObjectNode after) {
    return new Change(
        What.CREATED, collection, after.path("id").asText(), given, Optional.of(after));
  }

  static Change updated(String collection, String id, ObjectNode given, ObjectNode after) {
    return new Change(What.UPDATED, collection, id, given, Optional.of(after));
  }

  static Change deleted(String collection, String id) {
    return new Change(What.DELETED, collection, id, Json.object(), Optional.empty());
  }

  /** Whether any of these fields was set. */
  boolean sets(Set<String> fields) {
    return fields.stream().anyMatch(given::has);
  }
}
