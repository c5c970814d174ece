package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.tidemark.application.store.StorageException;
import dev.tidemark.domain.key.ApiKey;
import dev.tidemark.domain.key.KeyHash;
import dev.tidemark.domain.key.Scope;
import dev.tidemark.http.exchange.RateLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Everything that can go wrong on every route of the admin surface, field by field. */
class AdminErrorsTest {
  private static final String JSON = "application/json";
  private static final String TOO_LARGE = "{\"a\":\"" + "x".repeat(World.MAX_BODY) + "\"}";

  /**
   * A route.
   *
   * @param body a good one; empty if the route reads none
   */
  private record Route(String method, String path, String body) {
    boolean changes() {
      return !method.equals("GET");
    }

    String goodKey() {
      return changes() ? World.CHANGE_KEY : World.ADMIN_KEY;
    }

    String wrongKey() {
      return changes() ? World.ADMIN_KEY : World.CHANGE_KEY;
    }

    String allow() {
      return changes() ? "OPTIONS, " + method : "GET, HEAD, OPTIONS";
    }
  }

  private static final List<Route> ROUTES =
      List.of(
          new Route("GET", "/v1/admin/composio/sync/status", ""),
          new Route("POST", "/v1/admin/composio/sync/trigger", "{}"),
          new Route("POST", "/v1/admin/composio/sync/pause", "{}"),
          new Route("POST", "/v1/admin/composio/sync/resume", "{}"),
          new Route("PATCH", "/v1/admin/composio/sync/settings", "{}"),
          new Route("GET", "/v1/admin/composio/tools", ""),
          new Route("PATCH", "/v1/admin/composio/tools/STAR", "{\"enabled\":true}"),
          new Route("GET", "/v1/admin/composio/toolkits", ""),
          new Route("PATCH", "/v1/admin/composio/toolkits/github", "{\"enabled\":true}"),
          new Route("GET", "/v1/admin/composio/auth-configs", ""),
          new Route("GET", "/v1/admin/audit", ""));

  private World world;

  @BeforeEach
  void start() {
    world = world(Optional.empty());
  }

  private static World world(Optional<RateLimit> limit) {
    World world =
        new World(new HttpSettings("127.0.0.1", 0, World.MAX_BODY, limit, Duration.ofSeconds(5)));
    world.connector.configure().idle().tools.add("STAR", "Star", "github", false);
    return world;
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private static Stream<DynamicTest> onEvery(Stream<Route> routes, Consumer<Route> check) {
    return routes.map(
        route -> dynamicTest(route.method() + " " + route.path(), () -> check.accept(route)));
  }

  private static Stream<DynamicTest> onEveryRoute(Consumer<Route> check) {
    return onEvery(ROUTES.stream(), check);
  }

  private static Stream<DynamicTest> onEveryRouteThatChanges(Consumer<Route> check) {
    return onEvery(ROUTES.stream().filter(Route::changes), check);
  }

  private Reply send(Route route, String body, String type, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    if (!body.isEmpty()) {
      all.addAll(List.of("Content-Type", type));
    }
    return world.http().send(route.method(), route.path(), body, all.toArray(String[]::new));
  }

  private Reply good(Route route) {
    return send(route, route.body(), JSON, "X-API-Key", route.goodKey());
  }

  private Reply raw(Route route, String target, String... headers) {
    return raw(route, target, "1.1", headers);
  }

  private Reply raw(Route route, String target, String version, String[] headers) {
    try (RawHttp raw = new RawHttp(world.server.port())) {
      return raw.send(
              route.method()
                  + " "
                  + target
                  + " HTTP/"
                  + version
                  + "\r\nHost: x\r\nX-API-Key: "
                  + route.goodKey()
                  + "\r\n"
                  + String.join("\r\n", headers)
                  + (headers.length == 0 ? "" : "\r\n")
                  + "\r\n")
          .read(true)
          .reply();
    }
  }

  private static void unauthenticated(Reply reply) {
    AdminErrors.check(
        reply,
        401,
        "AUTHENTICATION_REQUIRED",
        "authentication_error",
        "Authentication required. Please provide a valid API key.",
        "Missing or invalid authorization header");
    assertThat(reply.header("WWW-Authenticate")).isEqualTo("ApiKey");
  }

  private static void forbidden(Reply reply) {
    AdminErrors.check(
        reply,
        403,
        "INSUFFICIENT_PERMISSIONS",
        "authorization_error",
        "You do not have permission to access this resource.",
        "Insufficient permissions for this operation");
  }

  private static void invalid(Reply reply, String message) {
    AdminErrors.check(
        reply, 400, "VALIDATION_ERROR", "validation_error", message, "Request validation failed");
  }

  private static void refused(
      Reply reply, int status, String code, String message, String systemMessage) {
    AdminErrors.check(reply, status, code, "request_error", message, systemMessage);
  }

  @TestFactory
  Stream<DynamicTest> servesTheKeyThatMay() {
    return onEveryRoute(route -> assertThat(good(route).status()).isIn(200, 202));
  }

  @TestFactory
  Stream<DynamicTest> asksForAKeyBeforeAnythingElse() {
    return onEveryRoute(route -> {
      unauthenticated(send(route, route.body(), JSON));
      unauthenticated(send(route, route.body(), JSON, "X-API-Key", ""));
      unauthenticated(send(route, route.body(), JSON, "X-API-Key", "ok_nobody"));
      unauthenticated(
          send(route, route.body(), JSON, "Authorization", "Bearer " + route.goodKey()));
      unauthenticated(send(route, "{", JSON));
      unauthenticated(send(route, TOO_LARGE, "text/plain"));
    });
  }

  @TestFactory
  Stream<DynamicTest> forbidsOtherKeys() {
    return onEveryRoute(route -> {
      forbidden(send(route, route.body(), JSON, "X-API-Key", World.KEY));
      forbidden(send(route, route.body(), JSON, "X-API-Key", route.wrongKey()));
      forbidden(send(route, "{", JSON, "X-API-Key", route.wrongKey()));
    });
  }

  @TestFactory
  Stream<DynamicTest> refusesBodiesThatAreNoJsonObject() {
    return onEveryRouteThatChanges(route -> {
      invalid(
          send(route, "{", JSON, "X-API-Key", route.goodKey()),
          "The request body is not valid JSON: line 1, column 2");
      invalid(
          send(route, "[]", JSON, "X-API-Key", route.goodKey()),
          "The request body must be a JSON object");
      AdminErrors.invalid(
          send(
              route,
              route.body().equals("{}") ? "{\"other\":1}" : "{\"enabled\":true,\"other\":1}",
              JSON,
              "X-API-Key",
              route.goodKey()),
          "other",
          switch (route.path().replaceFirst(".*/", "")) {
            case "trigger" -> "The request body takes mode only";
            case "settings" ->
                "The request body takes sync_interval_hours, incremental_sync_enabled only";
            case "STAR", "github" -> "The request body takes enabled only";
            default -> "The request body takes no fields";
          });
    });
  }

  @TestFactory
  Stream<DynamicTest> takesJsonOnly() {
    return onEveryRouteThatChanges(route ->
        refused(
            send(route, route.body(), "text/plain", "X-API-Key", route.goodKey()),
            415,
            "UNSUPPORTED_MEDIA_TYPE",
            "The request body must be application/json in UTF-8",
            "The Content-Type is not supported"));
  }

  @TestFactory
  Stream<DynamicTest> takesNoBodyThatIsTooLarge() {
    return onEveryRoute(route ->
        refused(
            send(route, TOO_LARGE, JSON, "X-API-Key", route.goodKey()),
            413,
            "PAYLOAD_TOO_LARGE",
            "The request body is larger than 2048 bytes",
            "The body exceeds the configured limit"));
  }

  @TestFactory
  Stream<DynamicTest> takesNoOtherMethod() {
    return onEveryRoute(route -> {
      Reply reply = world.http().send("DELETE", route.path(), "", "X-API-Key", route.goodKey());
      refused(
          reply,
          405,
          "METHOD_NOT_ALLOWED",
          "This path does not take that method",
          "The route exists for other methods");
      assertThat(reply.header("Allow")).isEqualTo(route.allow());
      Reply options = world.http().send("OPTIONS", route.path(), "");
      assertThat(options.status()).isEqualTo(200);
      assertThat(options.header("Allow")).isEqualTo(route.allow());
    });
  }

  @TestFactory
  Stream<DynamicTest> answersHeadLikeGet() {
    return onEveryRoute(route -> {
      Reply head = world.http().send("HEAD", route.path(), "", "X-API-Key", route.goodKey());
      assertThat(head.status()).isEqualTo(route.changes() ? 405 : 200);
      assertThat(head.body()).isEmpty();
      if (!route.changes()) {
        assertThat(head.header("Content-Length")).isEqualTo(good(route).header("Content-Length"));
      }
    });
  }

  @TestFactory
  Stream<DynamicTest> findsNothingBelowIt() {
    return onEveryRoute(route -> {
      String deeper = route.path().matches(".*/(tools|toolkits)") ? "/x/y" : "/x";
      AdminErrors.check(
          world.http().send(route.method(), route.path() + deeper, ""),
          404,
          "NOT_FOUND",
          "not_found_error",
          "There is nothing at this path",
          "No route matches the path");
    });
  }

  @TestFactory
  Stream<DynamicTest> refusesWhatIsHardlyHttp() {
    return onEveryRoute(route -> {
      invalid(raw(route, route.path() + "?x=%zz"), "The request is malformed");
      invalid(raw(route, route.path() + "%zz"), "The request is malformed");
      invalid(raw(route, route.path(), "X A: b"), "The request is malformed");
      invalid(raw(route, route.path(), "Content-Length: x"), "The request is malformed");
      refused(
          raw(route, route.path() + "?x=" + "y".repeat(5_000)),
          414,
          "URI_TOO_LONG",
          "The request line is too long",
          "The request line exceeds the limit");
      refused(
          raw(route, route.path(), "X-A: " + "a".repeat(17_000)),
          431,
          "HEADERS_TOO_LARGE",
          "The request headers are too large",
          "The headers exceed the limit");
      refused(
          raw(route, route.path(), "Transfer-Encoding: gzip, chunked"),
          501,
          "NOT_IMPLEMENTED",
          "The request asks for something that this server does not do",
          "The request uses an unsupported feature of HTTP");
      refused(
          raw(route, route.path(), "1.0", new String[0]),
          505,
          "HTTP_VERSION_NOT_SUPPORTED",
          "Only HTTP/1.1 is supported",
          "The version of HTTP is not supported");
    });
  }

  @TestFactory
  Stream<DynamicTest> saysThatTheStoreIsAwayAndThatItIsItsOwnFault() {
    return onEveryRoute(route -> {
      world.store.failKeys(() -> new StorageException("db at 10.0.0.7", new Exception("rk_x")));
      AdminErrors.check(
          good(route),
          503,
          "SERVICE_UNAVAILABLE",
          "service_unavailable_error",
          "The service is temporarily unavailable",
          "A component that is needed cannot answer");
      world.store.failKeys(() -> new IllegalStateException("rk_secret"));
      AdminErrors.check(
          good(route),
          500,
          "INTERNAL_ERROR",
          "internal_error",
          "Internal server error",
          "An unexpected error occurred");
      world.store.failKeys(null);
    });
  }

  @TestFactory
  Stream<DynamicTest> refusesAKeyThatIsUsedTooOften() {
    return onEveryRoute(route -> {
      try (World limited = world(Optional.of(new RateLimit(1, Duration.ofSeconds(5))))) {
        String[] headers = {"X-API-Key", route.goodKey(), "Content-Type", JSON};
        limited.http().send(route.method(), route.path(), route.body(), headers);
        Reply reply = limited.http().send(route.method(), route.path(), route.body(), headers);
        AdminErrors.check(
            reply,
            429,
            "RATE_LIMITED",
            "rate_limit_error",
            "Too many requests; try again later",
            "The rate limit of the key is exceeded");
        assertThat(reply.header("Retry-After")).isEqualTo("5");
      }
    });
  }

  @Test
  void saysThatTheStoreIsAwayWhenTheKeysAreThere() {
    world.store.fail(() -> new StorageException("down", new Exception("10.0.0.7")));
    for (String path : List.of("/sync/trigger", "/sync/pause", "/sync/resume")) {
      Reply reply = Admin.of(world).post(path, "");
      assertThat(reply.json().at("/error/code").asText()).isEqualTo("SERVICE_UNAVAILABLE");
    }
  }

  @Test
  void doesNotAskWhatOrganizationAnAdministratorIsOf() {
    String key = "ok_elsewhere_0123456789abcdefghijklmnopq";
    world.store.save(
        new ApiKey(
            "key_elsewhere",
            KeyHash.of(key),
            World.OTHER,
            Set.of(Scope.ADMIN_READ, Scope.ADMIN_MANAGE),
            null,
            World.START));
    Admin elsewhere = new Admin(world.http(), key);

    assertThat(elsewhere.patch("/tools/STAR", "{\"enabled\":true}").status()).isEqualTo(200);
    assertThat(
            Admin.of(world).get("/v1/admin/audit").json().at("/items/0/organization_id").asText())
        .isEqualTo("org_other");
  }
}
