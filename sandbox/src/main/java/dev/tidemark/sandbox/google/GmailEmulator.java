package dev.tidemark.sandbox.google;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.exchange.Answer;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.small.Paging;
import dev.tidemark.sandbox.small.Parameters;
import dev.tidemark.sandbox.small.Row;
import dev.tidemark.sandbox.small.SmallWorld;
import dev.tidemark.sandbox.world.Origin;
import dev.tidemark.sandbox.world.Selection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reads of Gmail's API, version 1. */
public final class GmailEmulator extends GoogleEmulator {
  private static final String BASE = "/gmail/v1/users/me";
  static final int USUAL_RESULTS = 100;
  static final int MAX_RESULTS = 500;

  public GmailEmulator(Origin origin) {
    super("google-mail", origin, GmailLife.kinds());
    get(BASE + "/profile", GmailEmulator::profile);
    get(BASE + "/labels", GmailEmulator::labels);
    get(BASE + "/messages", GmailEmulator::messages);
    get(BASE + "/messages/{id}", GmailEmulator::message);
    get(BASE + "/threads", GmailEmulator::threads);
    get(BASE + "/threads/{id}", GmailEmulator::thread);
    get(BASE + "/history", GmailHistory::list);
  }

  private static Answer profile(Request request) {
    request.parameters().done();
    SmallWorld world = request.world();
    ObjectNode body = Json.object().put("emailAddress", "mira.voss@example.com");
    body.put("messagesTotal", world.table("messages").size());
    body.put("threadsTotal", world.table("threads").size());
    body.put("historyId", Long.toString(world.journal().last()));
    return Answer.json(200, Json.bytes(body));
  }

  private static Answer labels(Request request) {
    request.parameters().done();
    List<Row> all = List.copyOf(request.world().table("labels").all());
    return Answer.json(200, Json.withList(Json.object(), "labels", Paging.texts(all)));
  }

  private static Answer messages(Request request) {
    return page(
        request,
        "messages",
        row -> !GmailLife.isHidden(row),
        (row, labels) -> GmailLife.labels(row.tree()).containsAll(labels),
        row -> row.tree().retain("id", "threadId"));
  }

  /** A thread is as hidden as all of its messages, and has the labels of any of them. */
  private static Answer threads(Request request) {
    return page(
        request,
        "threads",
        row -> members(request, row.id()).stream().anyMatch(one -> !GmailLife.isHidden(one)),
        (row, labels) ->
            members(request, row.id()).stream()
                .anyMatch(one -> GmailLife.labels(one.tree()).containsAll(labels)),
        Row::tree);
  }

  private static List<Row> members(Request request, String thread) {
    return List.copyOf(request.world().table("messages").all("threadId", thread));
  }

  /** Whether a row has all of these labels. */
  @FunctionalInterface
  private interface Labelled {
    boolean test(Row row, List<String> labels);
  }

  /** A list that is empty is left out of its page. */
  private static Answer page(
      Request request,
      String collection,
      Predicate<Row> visible,
      Labelled labelled,
      Function<Row, ObjectNode> shown) {
    Parameters query = request.parameters();
    int limit = query.integer("maxResults", USUAL_RESULTS, 1, MAX_RESULTS);
    Optional<String> cursor = query.text("pageToken");
    boolean all = query.flag("includeSpamTrash");
    List<String> labels = query.list("labelIds");
    query.done();
    Paging page =
        Paging.after(
            cursor,
            collection,
            request.world().table(collection),
            Selection.newestFirst(limit),
            row -> (all || visible.test(row)) && (labels.isEmpty() || labelled.test(row, labels)));
    ObjectNode body = Json.object().put("resultSizeEstimate", page.rows().size());
    page.next().ifPresent(next -> body.put("nextPageToken", next));
    if (page.rows().isEmpty()) {
      return Answer.json(200, Json.bytes(body));
    }
    List<byte[]> items = page.rows().stream().map(shown).map(Json::bytes).toList();
    return Answer.json(200, Json.withList(body, collection, items));
  }

  private static Answer message(Request request) {
    Parameters query = request.parameters();
    String format = format(query, "minimal", "metadata", "full");
    List<String> headers = query.list("metadataHeaders");
    query.done();
    Row message =
        request
            .world()
            .find("messages", request.path().getFirst())
            .orElseThrow(GoogleEmulator::notFound);
    return Answer.json(200, Json.bytes(GmailLife.shown(message, format, headers)));
  }

  private static Answer thread(Request request) {
    Parameters query = request.parameters();
    String format = format(query, "minimal", "metadata", "full");
    List<String> headers = query.list("metadataHeaders");
    query.done();
    Row thread =
        request
            .world()
            .find("threads", request.path().getFirst())
            .orElseThrow(GoogleEmulator::notFound);
    List<byte[]> messages =
        members(request, thread.id()).stream()
            .map(one -> Json.bytes(GmailLife.shown(one, format, headers)))
            .toList();
    ObjectNode body = thread.tree();
    body.remove("snippet");
    return Answer.json(200, Json.withList(body, "messages", messages));
  }

  private static String format(Parameters query, String... known) {
    return query.oneOf("format", known).orElse("full");
  }
}
