package dev.tidemark.sandbox.posthog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.exchange.Answer;
import dev.tidemark.sandbox.exchange.Call;
import dev.tidemark.sandbox.exchange.Problem;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.small.Paging;
import dev.tidemark.sandbox.small.Parameters;
import dev.tidemark.sandbox.small.Row;
import dev.tidemark.sandbox.small.SmallEmulator;
import dev.tidemark.sandbox.small.SmallWorld;
import dev.tidemark.sandbox.small.Times;
import dev.tidemark.sandbox.world.Origin;
import dev.tidemark.sandbox.world.Selection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;

/** Reads of PostHog's private API: a project below {@code /api/projects} or environments. */
public final class PosthogEmulator extends SmallEmulator {
  private static final String KEY = "phx_sandbox";

  /** The project of each account. */
  private static final Map<String, String> PROJECTS = Map.of(SANDBOX, "10001", EMPTY, "10002");

  private static final int MOST = 1000;

  private static final Comparator<Row> NEWEST_FIRST =
      Comparator.comparingLong(Row::createdAt).reversed();

  private static final Comparator<Row> BY_ID =
      Comparator.comparingLong(row -> Long.parseLong(row.id()));

  public PosthogEmulator(Origin origin) {
    super("posthog", origin, KEY, "phx_empty", PosthogShapes.kinds());
    get("/api/users/@me/", PosthogEmulator::me);
    for (String base : List.of("/api/projects/{project}/", "/api/environments/{project}/")) {
      get(base, PosthogEmulator::project);
      get(base + "persons/", this::persons);
      get(base + "cohorts/", request -> list("cohorts", request));
      get(base + "feature_flags/", request -> list("feature_flags", request));
      get(base + "insights/", request -> list("insights", request));
      get(base + "events/", this::events);
      for (String collection : List.of("persons", "cohorts", "feature_flags", "insights")) {
        get(base + collection + "/{id}/", request -> one(collection, request));
      }
    }
  }

  @Override
  protected Map<String, String> connectionWith(String key) {
    String account = key.equals(KEY) ? SANDBOX : EMPTY;
    return Map.of("apiKey", key, "region", "us", "projectId", PROJECTS.getOrDefault(account, ""));
  }

  @Override
  public String authenticate(Call call) {
    String account = super.authenticate(call);
    List<String> path = List.of(call.path().split("/", -1));
    if (path.size() > 3 && (path.get(2).equals("projects") || path.get(2).equals("environments"))) {
      String project = path.get(3);
      if (!PROJECTS.containsValue(project)) {
        throw Problem.of(404, "Project not found.").refusal();
      }
      if (!project.equals(PROJECTS.get(account))) {
        throw Problem.of(403, "You don't have access to the project.").refusal();
      }
    }
    return account;
  }

  @Override
  public Answer error(Call call, Problem problem) {
    ObjectNode body = Json.object();
    int status = problem.status();
    body.put("type", type(status)).put("code", code(status));
    body.put(
        "detail",
        problem.retryIn() == null
            ? problem.message()
            : "Request was throttled. Expected available in "
                + problem.retryIn().plusMillis(999).toSeconds()
                + " seconds.");
    body.put("attr", problem.param());
    return withRetryAfter(Answer.json(status, Json.bytes(body)), problem);
  }

  private static String type(int status) {
    return switch (status) {
      case 401, 403 -> "authentication_error";
      case 404 -> "invalid_request";
      case 429 -> "throttled_error";
      default -> status >= 500 ? "server_error" : "validation_error";
    };
  }

  private static String code(int status) {
    return switch (status) {
      case 401 -> "authentication_failed";
      case 403 -> "permission_denied";
      case 404 -> "not_found";
      case 429 -> "throttled";
      default -> status >= 500 ? "error" : "invalid_input";
    };
  }

  private static Answer me(Request request) {
    request.parameters().done();
    return Answer.json(
        200, Json.bytes(Json.object().put("email", "ada@example.com").put("is_active", true)));
  }

  private static Answer project(Request request) {
    request.parameters().done();
    ObjectNode project = Json.object();
    project
        .put("id", Integer.parseInt(request.path().getFirst()))
        .put("name", "Sandbox")
        .put("timezone", "UTC");
    return Answer.json(200, Json.bytes(project));
  }

  private Answer persons(Request request) {
    Parameters parameters = request.parameters();
    Optional<String> distinct = parameters.text("distinct_id");
    Optional<String> email = parameters.text("email");
    Predicate<Row> test =
        row ->
            distinct.filter(value -> !value.equals(row.key("distinct_ids.0"))).isEmpty()
                && email.filter(value -> !value.equals(row.key("properties.email"))).isEmpty();
    return page("persons", request, parameters, test, NEWEST_FIRST);
  }

  private Answer list(String collection, Request request) {
    Parameters parameters = request.parameters();
    Predicate<Row> test = row -> true;
    if (collection.equals("feature_flags")) {
      Optional<String> active = parameters.oneOf("active", "true", "false");
      boolean archived = parameters.flag("archived");
      test =
          row ->
              active.filter(value -> !value.equals(row.key("active"))).isEmpty()
                  && row.key("archived").equals(Boolean.toString(archived));
    }
    if (collection.equals("insights")) {
      return insights(parameters, request);
    }
    return page(collection, request, parameters, test, NEWEST_FIRST);
  }

  private Answer insights(Parameters parameters, Request request) {
    // without it, the vendor's insights come with their results
    parameters.oneOf("basic", "true", "false");
    Optional<String> shortId = parameters.text("short_id");
    Predicate<Row> test =
        row -> shortId.filter(value -> !value.equals(row.key("short_id"))).isEmpty();
    Comparator<Row> order =
        parameters
            .oneOf("order", "id", "-id")
            .map(text -> text.equals("id") ? BY_ID : BY_ID.reversed())
            .orElseGet(() -> unordered(parameters.text("offset").orElse("0")));
    return page("insights", request, parameters, test, order);
  }

  /** An order of its own for each page, for the vendor's database owes nobody another. */
  private static Comparator<Row> unordered(String page) {
    return Comparator.comparing(
        row -> UUID.nameUUIDFromBytes((page + "/" + row.id()).getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * In an order, among equals newest first, and counted from an offset: what comes or goes
   * meanwhile shifts the rest.
   */
  private Answer page(
      String collection,
      Request request,
      Parameters parameters,
      Predicate<Row> test,
      Comparator<Row> order) {
    ObjectNode head = Json.object();
    int limit = parameters.integer("limit", 100, 1, MOST);
    int offset = parameters.integer("offset", 0, 0, Integer.MAX_VALUE);
    parameters.done();
    List<Row> all =
        request
            .world()
            .table(collection)
            .select(SmallWorld.living(Selection.newestFirst(Integer.MAX_VALUE)), test)
            .stream()
            .sorted(order)
            .toList();
    if (!collection.equals("persons")) {
      head.put("count", all.size());
    }
    head.put("next", offset + limit < all.size() ? at(request, limit, offset + limit) : null);
    head.put("previous", offset == 0 ? null : at(request, limit, Math.max(0, offset - limit)));
    return results(head, Paging.offset(all, offset, limit));
  }

  /** Without {@code after}, the vendor looks back a day, and further only if that gives nothing. */
  private Answer events(Request request) {
    Parameters parameters = request.parameters();
    Instant after =
        parameters.moment("after").orElseGet(() -> request.now().minusSeconds(24 * 3600));
    Optional<Instant> before = parameters.moment("before");
    Optional<String> event = parameters.text("event");
    Optional<String> visitor = parameters.text("distinct_id");
    int limit = parameters.integer("limit", 100, 1, MOST);
    parameters.done();
    Predicate<Row> test =
        row ->
            row.createdAt() > after.toEpochMilli()
                && before.filter(bound -> row.createdAt() >= bound.toEpochMilli()).isEmpty()
                && event.filter(value -> !value.equals(row.key("event"))).isEmpty()
                && visitor.filter(value -> !value.equals(row.key("distinct_id"))).isEmpty();
    List<Row> found =
        request.world().table("events").select(Selection.newestFirst(limit + 1), test);
    ObjectNode head = Json.object();
    if (found.size() <= limit) {
      return results(head.putNull("next"), found);
    }
    List<Row> rows = found.subList(0, limit);
    Instant last = Instant.ofEpochMilli(rows.getLast().createdAt());
    head.put("next", linked(request, Map.of("before", Times.micros(last))));
    return results(head, rows);
  }

  private static Answer results(ObjectNode head, List<Row> rows) {
    return Answer.json(200, Json.withList(head, "results", Paging.texts(rows)));
  }

  private String at(Request request, int limit, int offset) {
    return linked(
        request, Map.of("limit", Integer.toString(limit), "offset", Integer.toString(offset)));
  }

  /** The absolute address of this very list with other parameters. */
  private String linked(Request request, Map<String, String> changes) {
    Call call = request.call();
    Map<String, String> query = new TreeMap<>();
    call.query().names().forEach(name -> query.put(name, call.query().last(name).orElse("")));
    query.putAll(changes);
    StringBuilder text = new StringBuilder(call.path());
    query.forEach((name, value) ->
        text.append(text.indexOf("?") < 0 ? "?" : "&")
            .append(name)
            .append('=')
            .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return address(call, text.toString());
  }

  private static Answer one(String collection, Request request) {
    request.parameters().done();
    return request
        .world()
        .table(collection)
        .find(request.path().getLast())
        .map(row -> Answer.json(200, row.json()))
        .orElseThrow(() -> Problem.of(404, "Not found.").refusal());
  }
}
