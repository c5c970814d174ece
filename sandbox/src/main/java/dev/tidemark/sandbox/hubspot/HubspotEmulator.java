package dev.tidemark.sandbox.hubspot;

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
import dev.tidemark.sandbox.world.Origin;
import dev.tidemark.sandbox.world.Selection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reads of HubSpot's CRM, version 3. */
public final class HubspotEmulator extends SmallEmulator {
  private final AtomicLong answers = new AtomicLong();

  public HubspotEmulator(Origin origin) {
    super("hubspot", origin, "pat-na1-sandbox", "pat-na1-empty", HubspotShapes.kinds());
    get("/account-info/v3/details", HubspotEmulator::account);
    for (ObjectType type : ObjectType.values()) {
      String path = "/crm/v3/objects/" + type.collection();
      get(path, request -> objects(type, request));
      get(path + "/{id}", request -> object(type, request));
      post(path + "/search", request -> search(type, request));
    }
    get("/crm/v3/pipelines/deals", HubspotEmulator::pipelines);
    get("/crm/v3/owners", this::owners);
    get("/crm/v3/owners/{id}", HubspotEmulator::owner);
  }

  @Override
  protected Map<String, String> connectionWith(String key) {
    return Map.of("accessToken", key);
  }

  @Override
  public Answer error(Call call, Problem problem) {
    ObjectNode body = Json.object();
    body.put("status", "error")
        .put("message", problem.message())
        .put(
            "correlationId",
            String.format("00000000-0000-4000-8000-%012d", answers.incrementAndGet()))
        .put("category", category(problem));
    if (problem.status() == 429) {
      body.put("errorType", "RATE_LIMIT").put("policyName", "TEN_SECONDLY_ROLLING");
    }
    return Answer.json(problem.status(), Json.bytes(body));
  }

  private static String category(Problem problem) {
    return switch (problem.status()) {
      case 401 -> problem.code().isEmpty() ? "INVALID_AUTHENTICATION" : problem.code();
      case 403 -> "MISSING_SCOPES";
      case 404 -> "OBJECT_NOT_FOUND";
      case 429 -> "RATE_LIMITS";
      default -> problem.status() >= 500 ? "INTERNAL_ERROR" : "VALIDATION_ERROR";
    };
  }

  private static Answer account(Request request) {
    request.parameters().done();
    ObjectNode body = Json.object();
    body.put("portalId", 26_000_001)
        .put("accountType", "STANDARD")
        .put("timeZone", "Europe/Lisbon")
        .put("companyCurrency", "EUR")
        .put("uiDomain", "app.hubspot.com")
        .put("dataHostingLocation", "na1");
    return Answer.json(200, Json.bytes(body));
  }

  private static Answer pipelines(Request request) {
    request.parameters().done();
    return Answer.json(200, DealPipelines.json());
  }

  private Answer objects(ObjectType type, Request request) {
    Parameters parameters = request.parameters();
    List<String> asked = parameters.list("properties");
    asked.forEach(type::known);
    return list(
        type.collection(),
        request,
        parameters,
        10,
        100,
        row -> true,
        row -> type.shown(row, asked));
  }

  private Answer owners(Request request) {
    Parameters parameters = request.parameters();
    Optional<String> email = parameters.text("email");
    return list(
        "owners",
        request,
        parameters,
        100,
        500,
        row -> email.isEmpty() || email.get().equals(row.key("email")),
        Row::json);
  }

  private Answer list(
      String collection,
      Request request,
      Parameters parameters,
      int usual,
      int most,
      Predicate<Row> test,
      Function<Row, byte[]> show) {
    Selection page = Selection.oldestFirst(parameters.integer("limit", usual, 1, most));
    Optional<String> after = parameters.text("after");
    boolean archived = parameters.flag("archived");
    parameters.done();
    Paging rows =
        Paging.after(
            after,
            collection + archived,
            request.world().table(collection),
            archived ? SmallWorld.removed(page) : SmallWorld.living(page),
            test);
    return answer(Json.object(), request.call(), rows.rows(), rows.next(), show);
  }

  private Answer search(ObjectType type, Request request) {
    HubspotSearch search = HubspotSearch.read(type, request.fields());
    List<Row> all =
        request.world().table(type.collection()).all().stream()
            .filter(Row::isLiving)
            .filter(search.matches())
            .sorted(search.order())
            .toList();
    int until = search.from() + search.limit();
    return answer(
        Json.object().put("total", all.size()),
        request.call(),
        Paging.offset(all, search.from(), search.limit()),
        until < all.size() ? Optional.of(Integer.toString(until)) : Optional.empty(),
        row -> type.shown(row, search.properties()));
  }

  /** The vendor puts {@code paging} behind the results, which means the same. */
  private Answer answer(
      ObjectNode head,
      Call call,
      List<Row> rows,
      Optional<String> next,
      Function<Row, byte[]> show) {
    next.ifPresent(after ->
        head.putObject("paging")
            .putObject("next")
            .put("after", after)
            .put("link", address(call, call.path() + "?after=" + after)));
    return Answer.json(200, Json.withList(head, "results", rows.stream().map(show).toList()));
  }

  private static Answer object(ObjectType type, Request request) {
    Parameters parameters = request.parameters();
    List<String> asked = parameters.list("properties");
    Row row = one(type.collection(), request, parameters);
    return Answer.json(200, type.shown(row, asked));
  }

  private static Answer owner(Request request) {
    return Answer.json(200, one("owners", request, request.parameters()).json());
  }

  private static Row one(String collection, Request request, Parameters parameters) {
    boolean archived = parameters.flag("archived");
    parameters.done();
    return request
        .world()
        .table(collection)
        .find(request.path().getFirst())
        .filter(row -> row.isLiving() != archived)
        .orElseThrow(() -> Problem.of(404, "resource not found").refusal());
  }
}
