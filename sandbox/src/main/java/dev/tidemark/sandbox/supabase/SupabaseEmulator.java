package dev.tidemark.sandbox.supabase;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** The administrator's reads of Supabase Auth, below {@code /auth/v1}. */
public final class SupabaseEmulator extends SmallEmulator {
  private static final String ADMIN = "/auth/v1/admin";
  private static final String KEY = "sb_secret_sandbox";

  public SupabaseEmulator(Origin origin) {
    super("supabase", origin, KEY, "sb_secret_empty", SupabaseShapes.kinds());
    get(ADMIN + "/users", SupabaseEmulator::users);
    get(ADMIN + "/users/{id}", request -> one("users", "user_not_found", request));
    get(ADMIN + "/sso/providers", SupabaseEmulator::ssoProviders);
    get(
        ADMIN + "/sso/providers/{id}",
        request -> one("sso_providers", "sso_provider_not_found", request));
    get(ADMIN + "/audit", SupabaseEmulator::audit);
  }

  @Override
  protected Map<String, String> connectionWith(String key) {
    String project = key.equals(KEY) ? SANDBOX : EMPTY;
    return Map.of("projectUrl", "https://" + project + ".supabase.co", "serviceRoleKey", key);
  }

  @Override
  public List<Credential> credentials() {
    return List.of(
        new Credential(SANDBOX, "apikey", key(SANDBOX)),
        new Credential(EMPTY, "apikey", key(EMPTY)));
  }

  /** The key is wanted twice: the gateway in front looks at one header, the server at the other. */
  @Override
  public String authenticate(Call call) {
    String key =
        call.header("apikey")
            .orElseThrow(() -> Problem.of(401, "No API key found in request").refusal());
    String account = opened(key);
    Optional<String> token = call.header("Authorization");
    if (token.isEmpty()) {
      throw new Problem(
              401, "no_authorization", "This endpoint requires a Bearer token", null, null)
          .refusal();
    }
    if (!bearer(call).equals(key)) {
      throw new Problem(403, "bad_jwt", "invalid JWT", null, null).refusal();
    }
    return account;
  }

  @Override
  public Answer error(Call call, Problem problem) {
    ObjectNode body = Json.object();
    body.put("code", problem.status())
        .put("error_code", code(problem))
        .put("msg", problem.message());
    return Answer.json(problem.status(), Json.bytes(body));
  }

  private static String code(Problem problem) {
    if (problem.code().contains("_")) {
      return problem.code();
    }
    return switch (problem.status()) {
      case 401 -> "no_authorization";
      case 403 -> "not_admin";
      case 404 -> "not_found";
      case 429 -> "over_request_rate_limit";
      default -> problem.status() >= 500 ? "unexpected_failure" : "validation_failed";
    };
  }

  private static Answer users(Request request) {
    Parameters parameters = request.parameters();
    Optional<String> filter = parameters.text("filter");
    return page(
        "users",
        request,
        parameters,
        row -> filter.filter(text -> !row.key("email").contains(text)).isEmpty(),
        users -> Json.withList(Json.object().put("aud", "authenticated"), "users", users));
  }

  private static Answer ssoProviders(Request request) {
    request.parameters().done();
    List<Row> all = List.copyOf(request.world().table("sso_providers").all());
    return Answer.json(200, Json.withList(Json.object(), "items", Paging.texts(all)));
  }

  private static Answer audit(Request request) {
    return page("audit_events", request, request.parameters(), row -> true, Json::list);
  }

  /** Newest first, by numbered pages: what comes or goes meanwhile shifts the rest. */
  private static Answer page(
      String collection,
      Request request,
      Parameters parameters,
      Predicate<Row> test,
      Function<List<byte[]>, byte[]> body) {
    int page = parameters.integer("page", 1, 1, 10_000_000);
    int size = parameters.integer("per_page", 50, 1, 10_000);
    parameters.done();
    List<Row> all =
        request.world().table(collection).select(Selection.newestFirst(Integer.MAX_VALUE), test);
    int pages = Math.max(1, Math.ceilDiv(all.size(), size));
    List<String> links = new ArrayList<>();
    // the server behind the gateway does not know the prefix that its clients see
    String path = request.call().path().substring("/auth/v1".length());
    if (page < pages) {
      links.add(link(path, page + 1, size, "next"));
    }
    links.add(link(path, pages, size, "last"));
    List<Row> rows = Paging.offset(all, (page - 1L) * size, size);
    return Answer.json(200, body.apply(Paging.texts(rows)))
        .with("X-Total-Count", Integer.toString(all.size()))
        .with("Link", String.join(", ", links));
  }

  private static String link(String path, int page, int size, String relation) {
    return "<" + path + "?page=" + page + "&per_page=" + size + ">; rel=\"" + relation + "\"";
  }

  private static Answer one(String collection, String code, Request request) {
    request.parameters().done();
    return request
        .world()
        .table(collection)
        .find(request.path().getFirst())
        .map(row -> Answer.json(200, row.json()))
        .orElseThrow(() -> new Problem(404, code, "Not found", null, null).refusal());
  }
}
