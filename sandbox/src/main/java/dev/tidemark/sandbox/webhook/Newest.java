package dev.tidemark.sandbox.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.world.Account;
import java.util.List;
import java.util.function.Predicate;

/** The record that was added last. */
final class Newest {
  private Newest() {}

  static ObjectNode of(Account account, String collection) {
    return of(account, collection, record -> true);
  }

  /** The last one like that; an IllegalArgumentException if there is none. */
  static ObjectNode of(Account account, String collection, Predicate<ObjectNode> wanted) {
    List<byte[]> oldestFirst = account.dump(collection);
    return oldestFirst.reversed().stream()
        .map(Json::object)
        .filter(wanted)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there are no such " + collection));
  }
}
