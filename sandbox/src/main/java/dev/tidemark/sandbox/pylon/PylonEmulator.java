package dev.tidemark.sandbox.pylon;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.exchange.Answer;
import dev.tidemark.sandbox.exchange.Call;
import dev.tidemark.sandbox.exchange.Problem;
import dev.tidemark.sandbox.json.Fields;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.small.Paging;
import dev.tidemark.sandbox.small.Parameters;
import dev.tidemark.sandbox.small.Row;
import dev.tidemark.sandbox.small.SmallEmulator;
import dev.tidemark.sandbox.world.Origin;
import dev.tidemark.sandbox.world.Selection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reads of Pylon's API. */
public final class PylonEmulator extends SmallEmulator {
  private static final int USUAL = 100;
  private static final int MOST = 999;
  private static final Duration LONGEST = Duration.ofDays(30);

  private final AtomicLong requests = new AtomicLong();

  public PylonEmulator(Origin origin) {
    super("pylon", origin, "pylon_api_sandbox", "pylon_api_empty", PylonShapes.kinds());
    get("/me", this::me);
    get("/issues", this::issues);
    post("/issues/search", this::search);
    get("/issues/{id}", request -> one("issues", request));
    get("/issues/{id}/messages", this::messages);
    for (String collection : List.of("accounts", "contacts", "users", "teams", "tags")) {
      get("/" + collection, request -> list(collection, request));
      get("/" + collection + "/{id}", request -> one(collection, request));
    }
  }

  @Override
  protected Map<String, String> connectionWith(String key) {
    return Map.of("apiToken", key);
  }

  @Override
  public Answer error(Call call, Problem problem) {
    ObjectNode body = Json.object();
    body.putArray("errors").add(problem.message());
    return withRetryAfter(stamped(problem.status(), body), problem);
  }

  private Answer stamped(int status, ObjectNode body) {
    String id = String.format("req-%012d", requests.incrementAndGet());
    return Answer.json(status, Json.bytes(body.put("request_id", id))).with("x-request-id", id);
  }

  private Answer me(Request request) {
    request.parameters().done();
    ObjectNode body = Json.object();
    body.putObject("data").put("id", "org-sandbox").put("name", "Sandbox");
    return stamped(200, body);
  }

  private Answer issues(Request request) {
    Parameters parameters = request.parameters();
    Instant start = Parameters.moment("start_time", parameters.requireText("start_time"));
    Instant end = Parameters.moment("end_time", parameters.requireText("end_time"));
    if (end.isBefore(start) || Duration.between(start, end).compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("end_time must be within 30 days after start_time");
    }
    Predicate<Row> test =
        row -> row.createdAt() >= start.toEpochMilli() && row.createdAt() <= end.toEpochMilli();
    return list("issues", request, parameters, test);
  }

  private Answer search(Request request) {
    Fields body = request.fields();
    Predicate<Row> filter = IssueFilter.read(body.requireObject("filter"), request.now());
    int limit = body.integer("limit", 1, MOST).orElse(USUAL);
    Optional<String> cursor = body.text("cursor");
    body.done();
    return page(
        Paging.after(
            cursor,
            "search",
            request.world().table("issues"),
            Selection.newestFirst(limit),
            filter),
        Row::json);
  }

  private Answer messages(Request request) {
    String issue = request.path().getFirst();
    if (request.world().find("issues", issue).isEmpty()) {
      throw Problem.of(404, "issue not found").refusal();
    }
    Parameters parameters = request.parameters();
    Selection selection = selection(parameters).where(PylonShapes.ISSUE, issue);
    Optional<String> cursor = parameters.text("cursor");
    parameters.done();
    return page(
        Paging.after(cursor, issue, request.world().table("messages"), selection, row -> true),
        row -> {
          ObjectNode tree = row.tree();
          tree.remove(PylonShapes.ISSUE);
          return Json.bytes(tree);
        });
  }

  private Answer list(String collection, Request request) {
    return list(collection, request, request.parameters(), row -> true);
  }

  private Answer list(
      String collection, Request request, Parameters parameters, Predicate<Row> test) {
    Selection selection = selection(parameters);
    Optional<String> cursor = parameters.text("cursor");
    parameters.done();
    return page(
        Paging.after(cursor, collection, request.world().table(collection), selection, test),
        Row::json);
  }

  private static Selection selection(Parameters parameters) {
    return Selection.newestFirst(parameters.integer("limit", USUAL, 1, MOST));
  }

  private Answer page(Paging page, Function<Row, byte[]> show) {
    ObjectNode head = Json.object();
    head.putObject("pagination")
        .put("cursor", page.next().orElse(""))
        .put("has_next_page", page.next().isPresent());
    String id = String.format("req-%012d", requests.incrementAndGet());
    head.put("request_id", id);
    List<byte[]> rows = page.rows().stream().map(show).toList();
    return Answer.json(200, Json.withList(head, "data", rows)).with("x-request-id", id);
  }

  private Answer one(String collection, Request request) {
    request.parameters().done();
    Row row =
        request
            .world()
            .find(collection, request.path().getFirst())
            .orElseThrow(() -> Problem.of(404, "not found").refusal());
    ObjectNode body = Json.object();
    body.set("data", row.tree());
    return stamped(200, body);
  }
}
