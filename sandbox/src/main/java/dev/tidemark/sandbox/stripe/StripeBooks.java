package dev.tidemark.sandbox.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.world.Dice;
import dev.tidemark.sandbox.world.Doc;
import dev.tidemark.sandbox.world.Table;
import dev.tidemark.sandbox.world.Tables;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The objects of one account and the log of what happened to them, which is kept 30 days. */
final class StripeBooks {
  static final Duration EVENTS_KEPT = Duration.ofDays(30);

  private final long seed;
  private final Map<Kind, Table<Doc>> objects = new EnumMap<>(Kind.class);
  private final Table<StripeEvent> events = new Table<>();
  private long eventCount;

  StripeBooks(long seed) {
    this.seed = seed;
    for (Kind kind : Kind.values()) {
      objects.put(kind, new Table<>());
    }
  }

  Table<Doc> table(Kind kind) {
    Table<Doc> table = objects.get(kind);
    if (table == null) {
      throw new IllegalStateException("no table of " + kind);
    }
    return table;
  }

  Table<StripeEvent> events() {
    return events;
  }

  Tables tables() {
    Map<String, Table<?>> named = new LinkedHashMap<>();
    objects.forEach((kind, table) -> named.put(kind.collection(), table));
    named.put("events", events);
    return new Tables(named);
  }

  /** Enters a new object; {@code verb} ends the type of its event. */
  Doc insert(Kind kind, ObjectNode tree, Instant at, String verb) {
    Doc doc = Doc.of(tree.path("id").asText(), at, kind.filters(), tree);
    table(kind).add(doc);
    log(kind, verb, doc, at, Json.object());
    return doc;
  }

  /** Enters another state of an object, with an event for each verb. */
  Doc update(Kind kind, Doc before, ObjectNode tree, Instant at, String... verbs) {
    Doc after = before.with(tree);
    table(kind).replace(after);
    ObjectNode previous = previous(before.tree(), tree);
    for (String verb : verbs) {
      log(kind, verb, after, at, previous);
    }
    return after;
  }

  /** Strikes an object out; its event tells its last state. */
  void delete(Kind kind, Doc doc, Instant at) {
    table(kind).remove(doc.id());
    log(kind, "deleted", doc, at, Json.object());
  }

  private void log(Kind kind, String verb, Doc doc, Instant at, ObjectNode previous) {
    String id = "evt_1" + Dice.of(seed, "event id", eventCount++).token(23);
    events.add(new StripeEvent(id, at, kind.topic() + "." + verb, doc.json(), previous));
    events.forgetBefore(at.minus(EVENTS_KEPT).toEpochMilli());
  }

  private static ObjectNode previous(ObjectNode before, ObjectNode after) {
    ObjectNode changed = Json.object();
    for (Map.Entry<String, JsonNode> field : before.properties()) {
      if (!field.getValue().equals(after.get(field.getKey()))) {
        changed.set(field.getKey(), field.getValue());
      }
    }
    return changed;
  }
}
