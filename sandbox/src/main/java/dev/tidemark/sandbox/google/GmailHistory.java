package dev.tidemark.sandbox.google;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.exchange.Answer;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.small.Journal;
import dev.tidemark.sandbox.small.Paging;
import dev.tidemark.sandbox.small.Parameters;
import dev.tidemark.sandbox.small.Row;
import dev.tidemark.sandbox.small.SmallEmulator.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What happened to the messages of a mailbox, oldest first. */
final class GmailHistory {
  /** A guess: Google says that it keeps at least a week, often longer. */
  private static final Duration KEPT = Duration.ofDays(7);

  private static final String SCOPE = "history";

  private GmailHistory() {}

  static Answer list(Request request) {
    Parameters query = request.parameters();
    query.requireText("startHistoryId");
    long start = query.number("startHistoryId", 1, Long.MAX_VALUE).orElseThrow();
    int limit =
        query.integer("maxResults", GmailEmulator.USUAL_RESULTS, 1, GmailEmulator.MAX_RESULTS);
    Optional<String> cursor = query.text("pageToken");
    query.done();
    Journal journal = request.world().journal();
    refuseIfTooOld(journal, start, request.now());
    long from = cursor.map(token -> (long) Paging.place(SCOPE, token)).orElse(start);
    List<Journal.Entry> rest =
        journal.between(from, journal.last()).stream()
            .filter(entry -> entry.collection().equals("messages"))
            .limit(limit + 1L)
            .toList();
    List<Journal.Entry> shown = rest.subList(0, Math.min(limit, rest.size()));
    ObjectNode body = Json.object().put("historyId", Long.toString(journal.last()));
    if (rest.size() > limit) {
      body.put("nextPageToken", Paging.cursor(SCOPE, shown.getLast().number()));
    }
    if (shown.isEmpty()) {
      return Answer.json(200, Json.bytes(body));
    }
    List<byte[]> items = shown.stream().map(entry -> Json.bytes(record(entry))).toList();
    return Answer.json(200, Json.withList(body, "history", items));
  }

  private static void refuseIfTooOld(Journal journal, long start, Instant now) {
    boolean forgotten =
        journal.between(start, start + 1).stream()
            .anyMatch(entry -> entry.at().isBefore(now.minus(KEPT)));
    if (forgotten || start > journal.last()) {
      throw GoogleEmulator.notFound();
    }
  }

  private static ObjectNode record(Journal.Entry entry) {
    ObjectNode record = Json.object().put("id", Long.toString(entry.number()));
    record.putArray("messages").add(message(entry.row(), false));
    switch (entry.what()) {
      case ADDED ->
          record.putArray("messagesAdded").addObject().set("message", message(entry.row(), true));
      case REMOVED ->
          record.putArray("messagesDeleted").addObject().set("message", message(entry.row(), true));
      case CHANGED -> {
        Set<String> before = labels(entry.before());
        Set<String> after = labels(entry.after());
        put(record, "labelsAdded", entry.row(), without(after, before));
        put(record, "labelsRemoved", entry.row(), without(before, after));
      }
    }
    return record;
  }

  private static ObjectNode message(Row row, boolean labels) {
    ObjectNode tree = row.tree();
    return labels ? tree.retain("id", "threadId", "labelIds") : tree.retain("id", "threadId");
  }

  private static Set<String> labels(Optional<Row> row) {
    return row.map(state -> GmailLife.labels(state.tree())).orElse(Set.of());
  }

  private static Set<String> without(Set<String> all, Set<String> others) {
    Set<String> rest = new LinkedHashSet<>(all);
    rest.removeAll(others);
    return rest;
  }

  private static void put(ObjectNode record, String field, Row row, Set<String> labels) {
    if (!labels.isEmpty()) {
      ObjectNode change = record.putArray(field).addObject();
      change.set("message", message(row, true));
      ArrayNode ids = change.putArray("labelIds");
      labels.forEach(ids::add);
    }
  }
}
