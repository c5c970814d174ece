package dev.tidemark.sandbox.clerk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.exchange.Answer;
import dev.tidemark.sandbox.exchange.Call;
import dev.tidemark.sandbox.exchange.Problem;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.small.Paging;
import dev.tidemark.sandbox.small.Parameters;
import dev.tidemark.sandbox.small.Row;
import dev.tidemark.sandbox.small.SmallEmulator;
import dev.tidemark.sandbox.world.Origin;
import dev.tidemark.sandbox.world.Selection;
import dev.tidemark.sandbox.world.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** Reads of Clerk's backend API, version 1. */
public final class ClerkEmulator extends SmallEmulator {
  private static final String CREATED = "created_at";
  private static final String UPDATED = "updated_at";
  private static final String INVITATIONS = "invitations";
  private static final int MOST = 500;

  private final AtomicLong traces = new AtomicLong();

  public ClerkEmulator(Origin origin) {
    super("clerk", origin, "sk_test_clerk_sandbox", "sk_test_clerk_empty", ClerkShapes.kinds());
    get("/v1/users/count", ClerkEmulator::count);
    get("/v1/users", ClerkEmulator::users);
    get("/v1/users/{id}", request -> one("users", request));
    get("/v1/organizations", request -> page("organizations", request, row -> true));
    get("/v1/organizations/{id}", request -> one("organizations", request));
    get(
        "/v1/organizations/{id}/memberships",
        request ->
            page(
                "organization_memberships",
                request,
                row -> row.key("organization.id").equals(request.path().getFirst())));
    get(
        "/v1/organization_memberships",
        request -> page("organization_memberships", request, row -> true));
    get("/v1/" + INVITATIONS, ClerkEmulator::invitations);
  }

  @Override
  protected Map<String, String> connectionWith(String key) {
    return Map.of("secretKey", key);
  }

  @Override
  protected int badRequest() {
    return 422;
  }

  @Override
  public Answer error(Call call, Problem problem) {
    String code = code(problem.status());
    ObjectNode body = Json.object();
    body.putArray("errors")
        .addObject()
        .put("message", problem.message())
        .put("long_message", problem.message())
        .put("code", code);
    body.put("clerk_trace_id", String.format("%032x", traces.incrementAndGet()));
    return withRetryAfter(Answer.json(problem.status(), Json.bytes(body)), problem);
  }

  private static String code(int status) {
    return switch (status) {
      case 401 -> "authentication_invalid";
      case 403 -> "authorization_invalid";
      case 404 -> "resource_not_found";
      case 429 -> "too_many_requests";
      default -> status >= 500 ? "internal_clerk_error" : "form_param_value_invalid";
    };
  }

  private static Answer count(Request request) {
    request.parameters().done();
    int count = request.world().table("users").size();
    ObjectNode body = Json.object().put("object", "total_count").put("total_count", count);
    return Answer.json(200, Json.bytes(body));
  }

  private static Answer users(Request request) {
    Parameters parameters = request.parameters();
    List<String> ids = parameters.list("user_id");
    List<String> externalIds = parameters.list("external_id");
    OptionalLong after = parameters.number("created_at_after", 0, Long.MAX_VALUE);
    OptionalLong before = parameters.number("created_at_before", 0, Long.MAX_VALUE);
    Predicate<Row> test =
        row ->
            (ids.isEmpty() || ids.contains(row.id()))
                && (externalIds.isEmpty() || externalIds.contains(row.key("external_id")))
                && (after.isEmpty() || row.createdAt() > after.getAsLong())
                && (before.isEmpty() || row.createdAt() < before.getAsLong());
    Optional<String> start = parameters.text("starting_after");
    if (start.isEmpty()) {
      return bare(rows("users", request, parameters, test));
    }
    if (parameters.text("offset").isPresent()) {
      throw new IllegalArgumentException("starting_after goes without offset");
    }
    return bare(following(start.get(), request, parameters, test));
  }

  /** The users after one, in the order of creation; one that was deleted meanwhile is no mark. */
  private static List<Row> following(
      String start, Request request, Parameters parameters, Predicate<Row> test) {
    String order = parameters.text("order_by").orElse("-" + CREATED);
    if (!order.endsWith(CREATED)) {
      throw new IllegalArgumentException("starting_after needs order_by created_at");
    }
    int limit = parameters.integer("limit", 10, 1, MOST);
    parameters.done();
    Table<Row> users = request.world().table("users");
    int place =
        users
            .place(start)
            .orElseThrow(() -> new IllegalArgumentException("starting_after is unknown"));
    Selection selection =
        order.startsWith("-")
            ? Selection.newestFirst(limit).until(place)
            : Selection.oldestFirst(limit).from(place + 1);
    return users.select(selection, test);
  }

  /** Unless pages are asked for, all of them come, and as no more than a list. */
  private static Answer invitations(Request request) {
    Parameters parameters = request.parameters();
    boolean paginated = parameters.flag("paginated");
    Optional<String> status =
        parameters.oneOf("status", "pending", "accepted", "revoked", "expired");
    Predicate<Row> test =
        row -> status.map(wanted -> wanted.equals(row.key("status"))).orElseGet(row::isLiving);
    if (paginated) {
      return page(INVITATIONS, request, parameters, test);
    }
    parameters.integer("limit", 10, 1, MOST);
    parameters.integer("offset", 0, 0, Integer.MAX_VALUE);
    Comparator<Row> order = order(INVITATIONS, parameters);
    parameters.done();
    return bare(
        request
            .world()
            .table(INVITATIONS)
            .select(Selection.oldestFirst(Integer.MAX_VALUE), test)
            .stream()
            .sorted(order)
            .toList());
  }

  private static Answer page(String collection, Request request, Predicate<Row> test) {
    return page(collection, request, request.parameters(), test);
  }

  private static Answer page(
      String collection, Request request, Parameters parameters, Predicate<Row> test) {
    int total =
        request
            .world()
            .table(collection)
            .select(Selection.oldestFirst(Integer.MAX_VALUE), test)
            .size();
    List<Row> rows = rows(collection, request, parameters, test);
    ObjectNode tail = Json.object().put("total_count", total);
    return Answer.json(200, Json.withList(tail, "data", Paging.texts(rows)));
  }

  private static List<Row> rows(
      String collection, Request request, Parameters parameters, Predicate<Row> test) {
    int limit = parameters.integer("limit", 10, 1, MOST);
    int offset = parameters.integer("offset", 0, 0, Integer.MAX_VALUE);
    Comparator<Row> order = order(collection, parameters);
    parameters.done();
    // by creation first, so that those of one moment stand in one order
    return Paging.offset(
        request
            .world()
            .table(collection)
            .select(Selection.oldestFirst(Integer.MAX_VALUE), test)
            .stream()
            .sorted(order)
            .toList(),
        offset,
        limit);
  }

  /** Only users can be ordered by the time of a change. */
  private static Comparator<Row> order(String collection, Parameters parameters) {
    String text = parameters.text("order_by").orElse("-" + CREATED);
    boolean descending = text.startsWith("-");
    String field = descending || text.startsWith("+") ? text.substring(1) : text;
    boolean byChange = field.equals(UPDATED) && collection.equals("users");
    if (!byChange && !field.equals(CREATED)) {
      throw new IllegalArgumentException("order_by " + text + " is unknown");
    }
    Comparator<Row> ascending =
        byChange ? Comparator.comparing(Row::updatedAt) : Comparator.comparingLong(Row::createdAt);
    return descending ? ascending.reversed() : ascending;
  }

  private static Answer bare(List<Row> rows) {
    return Answer.json(200, Json.list(Paging.texts(rows)));
  }

  private static Answer one(String collection, Request request) {
    request.parameters().done();
    return request
        .world()
        .find(collection, request.path().getFirst())
        .map(row -> Answer.json(200, row.json()))
        .orElseThrow(() -> Problem.of(404, "not found").refusal());
  }
}
