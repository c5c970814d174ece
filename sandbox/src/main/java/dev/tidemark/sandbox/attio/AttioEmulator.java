package dev.tidemark.sandbox.attio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.exchange.Answer;
import dev.tidemark.sandbox.exchange.Call;
import dev.tidemark.sandbox.exchange.Problem;
import dev.tidemark.sandbox.fault.RetryAfter;
import dev.tidemark.sandbox.json.Fields;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.small.Paging;
import dev.tidemark.sandbox.small.Parameters;
import dev.tidemark.sandbox.small.Row;
import dev.tidemark.sandbox.small.SmallEmulator;
import dev.tidemark.sandbox.world.Origin;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Reads of Attio's API, version 2. */
public final class AttioEmulator extends SmallEmulator {
  private static final String SELF = "/v2/self";

  private final InstantSource clock;

  public AttioEmulator(Origin origin) {
    super("attio", origin, "attio_sandbox", "attio_empty", AttioShapes.kinds());
    this.clock = origin.clock();
    get(SELF, AttioEmulator::self);
    get("/v2/objects", AttioEmulator::objects);
    for (String object : AttioShapes.OBJECTS.keySet()) {
      String path = "/v2/objects/" + object + "/records";
      post(path + "/query", request -> query(object, request));
      get(path + "/{record_id}", request -> one(object, request));
    }
    get("/v2/objects/deals/attributes/stage/statuses", AttioEmulator::stages);
    get("/v2/notes", AttioEmulator::notes);
    get("/v2/notes/{note_id}", request -> one("notes", request));
    get("/v2/tasks", AttioEmulator::tasks);
    get("/v2/tasks/{task_id}", request -> one("tasks", request));
    get("/v2/workspace_members", AttioEmulator::members);
  }

  @Override
  protected Map<String, String> connectionWith(String key) {
    return Map.of("accessToken", key);
  }

  /** A bad token is not refused where tokens are looked up: it is told to be inactive. */
  @Override
  public Answer error(Call call, Problem problem) {
    if (call.path().equals(SELF) && problem.status() == 401) {
      return Answer.json(200, Json.bytes(Json.object().put("active", false)));
    }
    ObjectNode body = Json.object();
    body.put("status_code", problem.status())
        .put("type", type(problem.status()))
        .put("code", code(problem))
        .put("message", problem.message());
    Answer answer = Answer.json(problem.status(), Json.bytes(body));
    return problem.retryIn() == null
        ? answer
        : answer.with(
            "Retry-After",
            new RetryAfter(problem.retryIn(), RetryAfter.Form.DATE).value(clock.instant()));
  }

  private static String type(int status) {
    return switch (status) {
      case 401, 403 -> "auth_error";
      case 429 -> "rate_limit_error";
      default -> status >= 500 ? "api_error" : "invalid_request_error";
    };
  }

  private static String code(Problem problem) {
    return switch (problem.status()) {
      case 401 -> "unauthorized";
      case 403 -> "insufficient_scopes";
      case 404 -> "not_found";
      case 429 -> "rate_limit_exceeded";
      default -> problem.status() >= 500 ? "internal_error" : "validation_type";
    };
  }

  private static Answer self(Request request) {
    request.parameters().done();
    ObjectNode body = Json.object();
    body.put("active", true)
        .put("scope", "record_permission:read object_configuration:read note:read task:read")
        .put("client_id", "sandbox")
        .put("token_type", "Bearer")
        .putNull("exp")
        .put("workspace_id", AttioShapes.WORKSPACE)
        .put("workspace_name", "Sandbox")
        .put("workspace_slug", "sandbox");
    return Answer.json(200, Json.bytes(body));
  }

  private static Answer objects(Request request) {
    request.parameters().done();
    List<byte[]> objects = new ArrayList<>();
    for (String slug : new TreeSet<>(AttioShapes.OBJECTS.keySet())) {
      ObjectNode object = Json.object();
      object
          .putObject("id")
          .put("workspace_id", AttioShapes.WORKSPACE)
          .put("object_id", AttioShapes.OBJECTS.get(slug));
      objects.add(Json.bytes(object.put("api_slug", slug)));
    }
    return data(objects);
  }

  /** None was ever archived, so that asking for those as well changes nothing. */
  private static Answer stages(Request request) {
    Parameters parameters = request.parameters();
    parameters.flag("show_archived");
    parameters.done();
    return data(DealStages.json());
  }

  private static Answer query(String object, Request request) {
    Fields body = request.fields();
    Predicate<Row> filter =
        body.any("filter").isPresent() ? filter(body.object("filter")) : row -> true;
    int limit = body.integer("limit", 1, 500).orElse(500);
    int offset = body.integer("offset", 0, Integer.MAX_VALUE).orElse(0);
    body.done();
    return page(request, object, filter, offset, limit);
  }

  private static Predicate<Row> filter(Fields filter) {
    Predicate<Row> all = row -> true;
    if (filter.any("created_at").isPresent()) {
      Fields bounds = filter.object("created_at");
      Optional<Instant> from = bounds.text("$gte").map(text -> Parameters.moment("$gte", text));
      Optional<Instant> after = bounds.text("$gt").map(text -> Parameters.moment("$gt", text));
      Optional<Instant> before = bounds.text("$lt").map(text -> Parameters.moment("$lt", text));
      Optional<Instant> until = bounds.text("$lte").map(text -> Parameters.moment("$lte", text));
      bounds.done();
      all =
          row -> {
            Instant at = Instant.ofEpochMilli(row.createdAt());
            return from.filter(at::isBefore).isEmpty()
                && after.filter(bound -> !at.isAfter(bound)).isEmpty()
                && before.filter(bound -> !at.isBefore(bound)).isEmpty()
                && until.filter(at::isAfter).isEmpty();
          };
    }
    filter.done();
    return all;
  }

  private static Answer notes(Request request) {
    Parameters parameters = request.parameters();
    Optional<String> object = parameters.text("parent_object");
    Optional<String> record = parameters.text("parent_record_id");
    Predicate<Row> filter =
        row ->
            object.filter(value -> !value.equals(row.key("parent_object"))).isEmpty()
                && record.filter(value -> !value.equals(row.key("parent_record_id"))).isEmpty();
    return page(request, parameters, "notes", filter, 10, 50);
  }

  private static Answer tasks(Request request) {
    Parameters parameters = request.parameters();
    Optional<String> completed = parameters.oneOf("is_completed", "true", "false");
    Predicate<Row> filter =
        row -> completed.filter(value -> !value.equals(row.key("is_completed"))).isEmpty();
    return page(request, parameters, "tasks", filter, 500, 500);
  }

  private static Answer members(Request request) {
    request.parameters().done();
    return page(request, "workspace_members", row -> true, 0, Integer.MAX_VALUE);
  }

  private static Answer page(
      Request request,
      Parameters parameters,
      String collection,
      Predicate<Row> filter,
      int usual,
      int most) {
    int limit = parameters.integer("limit", usual, 1, most);
    int offset = parameters.integer("offset", 0, 0, Integer.MAX_VALUE);
    parameters.done();
    return page(request, collection, filter, offset, limit);
  }

  private static Answer page(
      Request request, String collection, Predicate<Row> filter, int offset, int limit) {
    List<Row> all = request.world().table(collection).all().stream().filter(filter).toList();
    return data(Paging.texts(Paging.offset(all, offset, limit)));
  }

  private static Answer one(String collection, Request request) {
    request.parameters().done();
    String id = request.path().getFirst();
    Row row =
        request
            .world()
            .find(collection, id)
            .orElseThrow(
                () -> Problem.of(404, "Could not find " + collection + " " + id).refusal());
    return Answer.json(200, Json.wrapped("data", row.json()));
  }

  private static Answer data(List<byte[]> items) {
    return Answer.json(200, Json.withList(Json.object(), "data", items));
  }
}
