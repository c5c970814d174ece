package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.store.StorageException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may do what. */
class KeysTest {
  private static final String READ = "/api/integrations";
  private static final String ADMIN = "/v1/admin/composio/sync/status";
  private static final String INVALID = "{\"error\":\"Invalid credentials\"}";
  private static final List<String> WRITES =
      List.of(
          "/api/integrations/connect",
          "/api/integrations/disconnect",
          "/api/integrations/setup-step");

  private World world;
  private Http http;

  @BeforeEach
  void start() {
    world = new World(new ProbeResource());
    http = world.http();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void takesTheSchemeInAnyCase() {
    for (String scheme : List.of("Bearer ", "bearer ", "BEARER ", "bEaReR   ")) {
      assertThat(http.send("GET", READ, "", "Authorization", scheme + World.KEY).status())
          .as(scheme)
          .isEqualTo(200);
    }
  }

  @Test
  void refusesWhateverIsNotOneGoodKey() {
    List<List<String>> bad = new ArrayList<>();
    bad.add(List.of());
    for (String value :
        List.of(
            "",
            "Bearer",
            "Bearer ",
            World.KEY,
            "Basic " + World.KEY,
            "Bearer" + World.KEY,
            "Bearer ok_nobody_456789abcdefghijklmnopqrstuv",
            "Bearer " + World.KEY + " " + World.KEY,
            "Bearer " + World.KEY + "x",
            "Bearer " + World.KEY.toUpperCase(java.util.Locale.ROOT),
            "Bearer " + "k".repeat(4000))) {
      bad.add(List.of("Authorization", value));
    }
    bad.add(List.of("Authorization", "Bearer " + World.KEY, "Authorization", "Bearer x"));
    bad.add(List.of("X-API-Key", World.KEY));
    bad.add(List.of("Authorization", "Bearer " + World.ADMIN_KEY));

    for (List<String> headers : bad) {
      Reply reply = http.send("GET", READ, "", headers.toArray(String[]::new));

      assertThat(reply.status()).as(headers.toString()).isEqualTo(401);
      assertThat(reply.body()).isEqualTo(INVALID);
      assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer");
    }
  }

  @Test
  void asksForTheScopeOfTheRoute() {
    for (String path :
        List.of(
            READ,
            "/api/integrations/capabilities",
            "/api/integrations/sync-status?provider=stripe")) {
      assertThat(http.send("GET", path, "", "Authorization", "Bearer " + World.READ_KEY).status())
          .isEqualTo(200);
      Reply refused = http.send("GET", path, "", "Authorization", "Bearer " + World.MANAGE_KEY);
      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.body()).isEqualTo(INVALID);
    }
    for (String path : WRITES) {
      String body = "{\"provider\":\"slack\"}";
      assertThat(post(path, body, World.MANAGE_KEY).status()).isIn(200, 400, 404);
      assertThat(post(path, body, World.READ_KEY).body()).isEqualTo(INVALID);
    }
  }

  private Reply post(String path, String body, String key) {
    return http.send(
        "POST", path, body, "Authorization", "Bearer " + key, "Content-Type", "application/json");
  }

  @Test
  void looksAtTheKeyBeforeAnythingElse() {
    for (String path : WRITES) {
      assertThat(http.send("POST", path, "").status()).isEqualTo(401);
      assertThat(http.send("POST", path, "{", "Content-Type", "application/json").status())
          .isEqualTo(401);
      assertThat(http.send("POST", path, "x", "Content-Type", "text/plain").status())
          .isEqualTo(401);
      assertThat(http.send("POST", path, "x".repeat(200_000)).status()).isEqualTo(401);
    }
    for (String path :
        List.of(
            "/api/integrations/sync-status",
            "/api/integrations/capabilities?provider=nope",
            "/api/integrations/connect/status")) {
      assertThat(http.send("GET", path, "").status()).isEqualTo(401);
    }
  }

  @Test
  void answersTheAdminSurfaceAsItsContractHasIt() {
    List<List<String>> bad =
        List.of(
            List.of(),
            List.of("X-API-Key", ""),
            List.of("X-API-Key", "nobody"),
            List.of("X-API-Key", World.ADMIN_KEY, "X-API-Key", World.ADMIN_KEY),
            List.of("Authorization", "Bearer " + World.ADMIN_KEY));
    for (List<String> headers : bad) {
      Reply reply = http.send("GET", ADMIN, "", headers.toArray(String[]::new));

      assertThat(reply.status()).as(headers.toString()).isEqualTo(401);
      assertThat(reply.header("Content-Type")).isEqualTo("application/json");
      assertThat(reply.body())
          .isEqualTo(
              ("{\"success\":false,\"error\":{\"code\":\"AUTHENTICATION_REQUIRED\","
                      + "\"message\":\"Authentication required. Please provide a valid API key.\","
                      + "\"system_message\":\"Missing or invalid authorization header\","
                      + "\"type\":\"authentication_error\",\"status\":401,\"trace_id\":\"%s\","
                      + "\"timestamp\":\"2026-03-01T12:00:00Z\",\"details\":{}}}")
                  .formatted(reply.header("X-Request-Id")));
    }
  }

  @Test
  void forbidsTheAdminSurfaceToKeysOfIntegrations() {
    Reply reply = http.send("GET", ADMIN, "", "X-API-Key", World.KEY);

    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.headers().map()).doesNotContainKey("www-authenticate");
    assertThat(reply.body())
        .isEqualTo(
            ("{\"success\":false,\"error\":{\"code\":\"INSUFFICIENT_PERMISSIONS\","
                    + "\"message\":\"You do not have permission to access this resource.\","
                    + "\"system_message\":\"Insufficient permissions for this operation\","
                    + "\"type\":\"authorization_error\",\"status\":403,\"trace_id\":\"%s\","
                    + "\"timestamp\":\"2026-03-01T12:00:00Z\",\"details\":{}}}")
                .formatted(reply.header("X-Request-Id")));
  }

  @Test
  void takesEitherHeaderOnTheManagementSurface() {
    assertThat(http.send("GET", "/v1/probe", "", "X-API-Key", World.ADMIN_KEY).status())
        .isEqualTo(200);
    assertThat(
            http.send("GET", "/v1/probe", "", "Authorization", "Bearer " + World.READ_KEY).status())
        .isEqualTo(200);
    assertThat(http.send("GET", "/v1/probe", "").json().path("status").asInt()).isEqualTo(401);
    assertThat(
            http.send("GET", "/v1/probe", "", "X-API-Key", World.MANAGE_KEY)
                .json()
                .path("status")
                .asInt())
        .isEqualTo(403);
  }

  @Test
  void saysOnEverySurfaceThatTheKeysCannotBeAsked() {
    world.store.failKeys(() -> new StorageException("down", new Exception("10.0.0.7")));

    assertThat(http.get(READ).status()).isEqualTo(503);
    assertThat(http.get(READ).body())
        .isEqualTo("{\"error\":\"The service is temporarily unavailable\"}");
    Reply admin = http.send("GET", ADMIN, "", "X-API-Key", World.ADMIN_KEY);
    assertThat(admin.status()).isEqualTo(503);
    assertThat(admin.json().path("error").path("code").asText()).isEqualTo("SERVICE_UNAVAILABLE");
  }

  @Test
  void namesEveryRequestAnewAndTrustsNoNameFromOutside() {
    Reply one = http.send("GET", READ, "", "X-Request-Id", "req_evil");
    Reply two = http.send("GET", READ, "", "X-Request-Id", "req_evil");

    assertThat(one.header("X-Request-Id")).isNotEqualTo("req_evil");
    assertThat(two.header("X-Request-Id")).isNotEqualTo(one.header("X-Request-Id"));
  }
}
