package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

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

  private Reply send(AdminRoute route, String body, String type, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    if (!body.isEmpty()) {
      all.addAll(List.of("Content-Type", type));
    }
    return world.http().send(route.method(), route.path(), body, all.toArray(String[]::new));
  }

  private Reply good(AdminRoute route) {
    return send(route, route.body(), JSON, "X-API-Key", route.goodKey());
  }

  private Reply raw(AdminRoute route, String target, String... headers) {
    return raw(route, target, "1.1", headers);
  }

  private Reply raw(AdminRoute route, String target, String version, String[] headers) {
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

  @Test
  void knowsEveryRouteOfTheSurface() {
    assertThat(AdminRoute.onEveryOne(route -> {}).map(DynamicTest::getDisplayName))
        .containsExactlyInAnyOrderElementsOf(
            world.server.routes().stream()
                .filter(route -> route.contains(" /v1/admin/"))
                .map(route -> route.replace("tools/{slug}", "tools/STAR"))
                .map(route -> route.replace("toolkits/{slug}", "toolkits/github"))
                .toList());
  }

  @TestFactory
  Stream<DynamicTest> servesTheKeyThatMay() {
    return AdminRoute.onEveryOne(route -> assertThat(good(route).status()).isIn(200, 202));
  }

  @TestFactory
  Stream<DynamicTest> asksForAKeyBeforeAnythingElse() {
    return AdminRoute.onEveryOne(route -> {
      AdminErrors.unauthenticated(send(route, route.body(), JSON));
      AdminErrors.unauthenticated(send(route, route.body(), JSON, "X-API-Key", ""));
      AdminErrors.unauthenticated(send(route, route.body(), JSON, "X-API-Key", "ok_nobody"));
      AdminErrors.unauthenticated(
          send(route, route.body(), JSON, "Authorization", "Bearer " + route.goodKey()));
      AdminErrors.unauthenticated(send(route, "{", JSON));
      AdminErrors.unauthenticated(send(route, TOO_LARGE, "text/plain"));
    });
  }

  @TestFactory
  Stream<DynamicTest> forbidsOtherKeys() {
    return AdminRoute.onEveryOne(route -> {
      AdminErrors.forbidden(send(route, route.body(), JSON, "X-API-Key", World.KEY));
      AdminErrors.forbidden(send(route, route.body(), JSON, "X-API-Key", route.wrongKey()));
      AdminErrors.forbidden(send(route, "{", JSON, "X-API-Key", route.wrongKey()));
    });
  }

  @TestFactory
  Stream<DynamicTest> refusesBodiesThatAreNoJsonObject() {
    return AdminRoute.onEveryOneThatChanges(route -> {
      AdminErrors.invalid(
          send(route, "{", JSON, "X-API-Key", route.goodKey()),
          "The request body is not valid JSON: line 1, column 2");
      AdminErrors.invalid(
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
    return AdminRoute.onEveryOneThatChanges(route ->
        AdminErrors.refused(
            send(route, route.body(), "text/plain", "X-API-Key", route.goodKey()),
            415,
            "UNSUPPORTED_MEDIA_TYPE",
            "The request body must be application/json in UTF-8",
            "The Content-Type is not supported"));
  }

  @TestFactory
  Stream<DynamicTest> takesNoBodyThatIsTooLarge() {
    return AdminRoute.onEveryOne(route ->
        AdminErrors.refused(
            send(route, TOO_LARGE, JSON, "X-API-Key", route.goodKey()),
            413,
            "PAYLOAD_TOO_LARGE",
            "The request body is larger than 2048 bytes",
            "The body exceeds the configured limit"));
  }

  @TestFactory
  Stream<DynamicTest> takesNoOtherMethod() {
    return AdminRoute.onEveryOne(route -> {
      Reply reply = world.http().send("DELETE", route.path(), "", "X-API-Key", route.goodKey());
      AdminErrors.refused(
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
    return AdminRoute.onEveryOne(route -> {
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
    return AdminRoute.onEveryOne(route -> {
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
    return AdminRoute.onEveryOne(route -> {
      AdminErrors.invalid(raw(route, route.path() + "?x=%zz"), "The request is malformed");
      AdminErrors.invalid(raw(route, route.path() + "%zz"), "The request is malformed");
      AdminErrors.invalid(raw(route, route.path(), "X A: b"), "The request is malformed");
      AdminErrors.invalid(
          raw(route, route.path(), "Content-Length: x"), "The request is malformed");
      AdminErrors.refused(
          raw(route, route.path() + "?x=" + "y".repeat(5_000)),
          414,
          "URI_TOO_LONG",
          "The request line is too long",
          "The request line exceeds the limit");
      AdminErrors.refused(
          raw(route, route.path(), "X-A: " + "a".repeat(17_000)),
          431,
          "HEADERS_TOO_LARGE",
          "The request headers are too large",
          "The headers exceed the limit");
      AdminErrors.refused(
          raw(route, route.path(), "Transfer-Encoding: gzip, chunked"),
          501,
          "NOT_IMPLEMENTED",
          "The request asks for something that this server does not do",
          "The request uses an unsupported feature of HTTP");
      AdminErrors.refused(
          raw(route, route.path(), "1.0", new String[0]),
          505,
          "HTTP_VERSION_NOT_SUPPORTED",
          "Only HTTP/1.1 is supported",
          "The version of HTTP is not supported");
    });
  }

  @TestFactory
  Stream<DynamicTest> saysThatTheStoreIsAwayAndThatItIsItsOwnFault() {
    return AdminRoute.onEveryOne(route -> {
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
    return AdminRoute.onEveryOne(route -> {
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
