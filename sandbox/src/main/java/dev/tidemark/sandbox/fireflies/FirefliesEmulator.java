package dev.tidemark.sandbox.fireflies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.exchange.Answer;
import dev.tidemark.sandbox.exchange.Call;
import dev.tidemark.sandbox.exchange.Problem;
import dev.tidemark.sandbox.json.Fields;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.small.Paging;
import dev.tidemark.sandbox.small.Row;
import dev.tidemark.sandbox.small.SmallEmulator;
import dev.tidemark.sandbox.small.SmallWorld;
import dev.tidemark.sandbox.world.Origin;
import dev.tidemark.sandbox.world.Selection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads of Fireflies' GraphQL API, which answers errors with 200. */
public final class FirefliesEmulator extends SmallEmulator {
  private static final int MAX_LIMIT = 50;

  private final InstantSource clock;

  public FirefliesEmulator(Origin origin) {
    super("fireflies", origin, "ff-sandbox", "ff-empty", FirefliesLife.kinds());
    this.clock = origin.clock();
    post("/graphql", FirefliesEmulator::query);
  }

  @Override
  protected Map<String, String> connectionWith(String key) {
    return Map.of("apiKey", key);
  }

  @Override
  public Answer error(Call call, Problem problem) {
    String code = code(problem);
    ObjectNode body = Json.object();
    ObjectNode error = body.putArray("errors").addObject();
    error.put("friendly", true).put("message", problem.message()).put("code", code);
    ObjectNode more = error.putObject("extensions").put("code", code);
    more.put("status", problem.status()).putArray("helpUrls");
    if (problem.retryIn() != null) {
      more.putObject("metadata")
          .put("retryAfter", clock.instant().plus(problem.retryIn()).toEpochMilli());
    }
    body.putNull("data");
    boolean worded = problem.status() < 500 && !code.equals("GRAPHQL_VALIDATION_FAILED");
    return Answer.json(worded ? 200 : problem.status(), Json.bytes(body));
  }

  private static String code(Problem problem) {
    if (problem.code().equals("invalid")) {
      return "GRAPHQL_VALIDATION_FAILED";
    }
    if (!problem.code().isEmpty()) {
      return problem.code();
    }
    return switch (problem.status()) {
      case 401 -> "auth_failed";
      case 403 -> "require_elevated_privilege";
      case 404 -> "object_not_found";
      case 429 -> "too_many_requests";
      default -> problem.status() >= 500 ? "internal_server_error" : "invalid_arguments";
    };
  }

  private static Answer query(Request request) {
    Fields fields = request.fields();
    String text = fields.requireText("query");
    JsonNode variables = Json.parse(request.call().body()).path("variables");
    fields.text("operationName");
    fields.object("variables");
    fields.done();
    ObjectNode data = Json.object();
    for (GraphQlField field : GraphQlReader.read(text, variables)) {
      data.set(field.name(), answer(request.world(), field));
    }
    return Answer.json(200, Json.bytes(Json.object().set("data", data)));
  }

  private static JsonNode answer(SmallWorld world, GraphQlField field) {
    FirefliesSchema.check(field);
    return switch (field.name()) {
      case "user" ->
          rows(world, "users", row -> true).reversed().stream()
              .findFirst()
              .map(row -> shown(row.tree(), field.fields()))
              .orElseGet(NullNode::getInstance);
      case "transcripts" -> page(field, rows(world, "transcripts", dated(field)));
      case "bites" -> page(field, rows(world, "bites", cut(field)));
      default -> shown(rows(world, field.name(), row -> true), field);
    };
  }

  /** Newest first. */
  private static List<Row> rows(SmallWorld world, String collection, Predicate<Row> wanted) {
    return world
        .table(collection)
        .select(SmallWorld.living(Selection.newestFirst(Integer.MAX_VALUE)), wanted);
  }

  private static ArrayNode page(GraphQlField field, List<Row> rows) {
    int limit = field.integer("limit").orElse(MAX_LIMIT);
    int skip = field.integer("skip").orElse(0);
    if (limit < 1 || limit > MAX_LIMIT || skip < 0) {
      throw refusal(
          "invalid_arguments", "limit must be 1 to " + MAX_LIMIT + ", skip must not be negative");
    }
    return shown(Paging.offset(rows, skip, limit), field);
  }

  /** The date of a meeting is when it came to be. */
  private static Predicate<Row> dated(GraphQlField field) {
    Optional<Instant> from = field.moment("fromDate");
    Optional<Instant> to = field.moment("toDate");
    return row ->
        from.map(time -> row.createdAt() >= time.toEpochMilli()).orElse(true)
            && to.map(time -> row.createdAt() <= time.toEpochMilli()).orElse(true);
  }

  private static Predicate<Row> cut(GraphQlField field) {
    Optional<String> transcript = field.text("transcript_id");
    if (transcript.isEmpty() && !field.flag("mine") && !field.flag("my_team")) {
      throw refusal("args_required", "One of mine, my_team and transcript_id is required");
    }
    return row -> transcript.map(row.key("transcript_id")::equals).orElse(true);
  }

  private static ArrayNode shown(List<Row> rows, GraphQlField field) {
    ArrayNode list = Json.object().arrayNode();
    rows.forEach(row -> list.add(shown(row.tree(), field.fields())));
    return list;
  }

  /** Only what was asked for. */
  private static JsonNode shown(JsonNode value, List<GraphQlField> fields) {
    if (value instanceof ArrayNode array && !fields.isEmpty()) {
      ArrayNode list = Json.object().arrayNode();
      array.forEach(element -> list.add(shown(element, fields)));
      return list;
    }
    if (value instanceof ObjectNode object) {
      ObjectNode part = Json.object();
      fields.forEach(
          field -> part.set(field.name(), shown(object.path(field.name()), field.fields())));
      return part;
    }
    return value.isMissingNode() ? NullNode.getInstance() : value;
  }

  private static Problem.Refusal refusal(String code, String message) {
    return new Problem(400, code, message, null, null).refusal();
  }
}
