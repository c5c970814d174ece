package dev.tidemark.sandbox.slack;

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
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads of Slack's web API, which answers almost everything, errors included, with 200. */
public final class SlackEmulator extends SmallEmulator {
  private static final int USUAL_LIMIT = 100;
  private static final int MAX_LIMIT = 1000;

  public SlackEmulator(Origin origin) {
    super("slack", origin, "xoxb-sandbox", "xoxb-empty", SlackLife.kinds());
    // A workspace without anybody in it is a workspace still.
    account(EMPTY).add("team", Json.object().put("name", "Low Water").put("domain", "low-water"));
    get("/api/auth.test", SlackEmulator::authTest);
    get("/api/team.info", SlackEmulator::teamInfo);
    get("/api/users.list", SlackEmulator::users);
    get("/api/conversations.list", SlackEmulator::channels);
    get("/api/conversations.history", SlackEmulator::history);
    get("/api/conversations.replies", SlackEmulator::replies);
  }

  @Override
  protected Map<String, String> connectionWith(String key) {
    return Map.of("accessToken", key);
  }

  @Override
  public Answer error(Call call, Problem problem) {
    ObjectNode body = Json.object().put("ok", false).put("error", code(problem));
    body.putObject("response_metadata").putArray("messages").add("[ERROR] " + problem.message());
    boolean worded = problem.status() < 500 && problem.status() != 429;
    return withRetryAfter(Answer.json(worded ? 200 : problem.status(), Json.bytes(body)), problem);
  }

  private static String code(Problem problem) {
    if (!problem.code().isEmpty() && !problem.code().equals("invalid")) {
      return problem.code();
    }
    return switch (problem.status()) {
      case 401 -> problem.message().contains("revoked") ? "token_revoked" : "invalid_auth";
      case 403 -> "missing_scope";
      case 404 -> "unknown_method";
      case 429 -> "ratelimited";
      default -> problem.status() >= 500 ? "internal_error" : "invalid_arguments";
    };
  }

  private static Answer authTest(Request request) {
    request.parameters().done();
    ObjectNode team = team(request);
    ObjectNode body = Json.object().put("ok", true);
    body.put("url", "https://" + team.path("domain").asText() + ".slack.com/");
    body.put("team", team.path("name").asText()).put("user", "tidemark");
    body.put("team_id", team.path("id").asText()).put("user_id", "U0TIDEMARK");
    return Answer.json(200, Json.bytes(body.put("bot_id", "B0TIDEMARK")));
  }

  private static Answer teamInfo(Request request) {
    request.parameters().done();
    ObjectNode body = Json.object().put("ok", true);
    body.set("team", team(request));
    return Answer.json(200, Json.bytes(body));
  }

  private static ObjectNode team(Request request) {
    return request.world().table("team").all().iterator().next().tree();
  }

  private static Answer users(Request request) {
    Parameters query = request.parameters();
    query.oneOf("include_locale", "true", "false");
    int limit = limit(query);
    Optional<String> cursor = cursor(query);
    query.done();
    Paging page =
        page("users", cursor, request.world(), "users", Selection.oldestFirst(limit), row -> true);
    return envelope("members", Paging.texts(page.rows()), page.next(), false);
  }

  private static Answer channels(Request request) {
    Parameters query = request.parameters();
    boolean open = query.flag("exclude_archived");
    List<String> types = new ArrayList<>(query.list("types"));
    if (!List.of("public_channel", "private_channel", "mpim", "im").containsAll(types)) {
      throw refusal("invalid_types");
    }
    if (types.isEmpty()) {
      types.add("public_channel");
    }
    int limit = limit(query);
    Optional<String> cursor = cursor(query);
    query.done();
    Predicate<Row> wanted =
        row ->
            types.contains(is(row, "is_private") ? "private_channel" : "public_channel")
                && !(open && is(row, "is_archived"));
    Selection selection = Selection.oldestFirst(limit);
    Paging page = page("channels", cursor, request.world(), "channels", selection, wanted);
    return envelope("channels", Paging.texts(page.rows()), page.next(), false);
  }

  private static Answer history(Request request) {
    Parameters query = request.parameters();
    String channel = channel(request.world(), query);
    Predicate<BigDecimal> within = within(query);
    int limit = limit(query);
    Optional<String> cursor = cursor(query);
    query.done();
    Paging page =
        page(
            channel,
            cursor,
            request.world(),
            "messages",
            Selection.newestFirst(limit).where("channel", channel),
            row -> within.test(new BigDecimal(row.key("ts"))));
    List<byte[]> shown = page.rows().stream().map(row -> Json.bytes(SlackLife.shown(row))).toList();
    return envelope("messages", shown, page.next(), true);
  }

  /** A thread: the message it hangs on, whenever that was, then its replies, oldest first. */
  private static Answer replies(Request request) {
    Parameters query = request.parameters();
    String channel = channel(request.world(), query);
    String ts = query.requireText("ts");
    Predicate<BigDecimal> within = within(query);
    int limit = limit(query);
    Optional<String> cursor = cursor(query);
    query.done();
    Selection one = Selection.oldestFirst(1).where("channel", channel).where("ts", ts);
    Row parent =
        request.world().table("messages").select(one).stream()
            .findFirst()
            .orElseThrow(() -> refusal("thread_not_found"));
    List<byte[]> all =
        SlackLife.thread(parent).stream()
            .filter(message ->
                message.path("ts").asText().equals(ts)
                    || within.test(new BigDecimal(message.path("ts").asText())))
            .map(Json::bytes)
            .toList();
    int from = Math.min(all.size(), cursor.map(text -> place(ts, text)).orElse(0));
    int until = Math.min(all.size(), from + limit);
    Optional<String> next =
        until < all.size() ? Optional.of(Paging.cursor(ts, until)) : Optional.empty();
    return envelope("messages", all.subList(from, until), next, true);
  }

  private static Paging page(
      String scope,
      Optional<String> cursor,
      SmallWorld world,
      String collection,
      Selection selection,
      Predicate<Row> wanted) {
    cursor.ifPresent(text -> place(scope, text));
    return Paging.after(cursor, scope, world.table(collection), selection, wanted);
  }

  private static Answer envelope(
      String field, List<byte[]> items, Optional<String> next, boolean history) {
    ObjectNode body = Json.object().put("ok", true);
    if (history) {
      body.put("has_more", next.isPresent());
    }
    body.putObject("response_metadata").put("next_cursor", next.orElse(""));
    return Answer.json(200, Json.withList(body, field, items));
  }

  private static int limit(Parameters query) {
    return query.integer("limit", USUAL_LIMIT, 1, MAX_LIMIT);
  }

  /** An empty cursor is that of the first page. */
  private static Optional<String> cursor(Parameters query) {
    return query.text("cursor").filter(text -> !text.isEmpty());
  }

  private static int place(String scope, String cursor) {
    try {
      return Paging.place(scope, cursor);
    } catch (IllegalArgumentException e) {
      throw refusal("invalid_cursor");
    }
  }

  private static String channel(SmallWorld world, Parameters query) {
    String id = query.requireText("channel");
    Row channel = world.find("channels", id).orElseThrow(() -> refusal("channel_not_found"));
    if (!is(channel, "is_member")) {
      throw refusal("not_in_channel");
    }
    return id;
  }

  private static boolean is(Row row, String field) {
    return row.key(field).equals("true");
  }

  /** Between two times; these themselves are outside unless {@code inclusive} says otherwise. */
  private static Predicate<BigDecimal> within(Parameters query) {
    Optional<BigDecimal> oldest = time(query, "oldest");
    Optional<BigDecimal> latest = time(query, "latest");
    int least = query.flag("inclusive") ? 0 : 1;
    return ts ->
        oldest.map(bound -> ts.compareTo(bound) >= least).orElse(true)
            && latest.map(bound -> bound.compareTo(ts) >= least).orElse(true);
  }

  private static Optional<BigDecimal> time(Parameters query, String name) {
    return query
        .text(name)
        .map(text -> {
          if (!text.matches("\\d{1,12}(\\.\\d{1,6})?")) {
            throw refusal("invalid_ts_" + name);
          }
          return new BigDecimal(text);
        });
  }

  private static Problem.Refusal refusal(String code) {
    return new Problem(400, code, code, null, null).refusal();
  }
}
