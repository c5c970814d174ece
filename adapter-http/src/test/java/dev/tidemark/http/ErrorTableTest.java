package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every error on every surface, field by field. */
class ErrorTableTest {
  private static final String TOO_LARGE = "{\"name\":\"" + "x".repeat(World.MAX_BODY) + "\"}";

  /** A request that fails, and how. */
  private record Case(
      String method,
      String suffix,
      String type,
      String body,
      int status,
      String code,
      String errorType,
      String title,
      String message,
      String systemMessage) {}

  private static final List<Case> CASES =
      List.of(
          new Case(
              "GET",
              "/nothing",
              "",
              "",
              404,
              "NOT_FOUND",
              "not_found_error",
              "Not Found",
              "There is nothing at this path",
              "No route matches the path"),
          new Case(
              "DELETE",
              "",
              "",
              "",
              405,
              "METHOD_NOT_ALLOWED",
              "request_error",
              "Method Not Allowed",
              "This path does not take that method",
              "The route exists for other methods"),
          new Case(
              "POST",
              "",
              "application/json",
              TOO_LARGE,
              413,
              "PAYLOAD_TOO_LARGE",
              "request_error",
              "Request Entity Too Large",
              "The request body is larger than 2048 bytes",
              "The body exceeds the configured limit"),
          new Case(
              "GET",
              "",
              "application/json",
              TOO_LARGE,
              413,
              "PAYLOAD_TOO_LARGE",
              "request_error",
              "Request Entity Too Large",
              "The request body is larger than 2048 bytes",
              "The body exceeds the configured limit"),
          new Case(
              "POST",
              "",
              "text/plain",
              "{\"name\":\"x\"}",
              415,
              "UNSUPPORTED_MEDIA_TYPE",
              "request_error",
              "Unsupported Media Type",
              "The request body must be application/json in UTF-8",
              "The Content-Type is not supported"),
          new Case(
              "POST",
              "",
              "application/json",
              "[1]",
              400,
              "VALIDATION_ERROR",
              "validation_error",
              "Bad Request",
              "The request body must be a JSON object",
              "Request validation failed"),
          new Case(
              "GET",
              "/store",
              "",
              "",
              503,
              "SERVICE_UNAVAILABLE",
              "service_unavailable_error",
              "Service Unavailable",
              "The service is temporarily unavailable",
              "A component that is needed cannot answer"),
          new Case(
              "GET",
              "/defect",
              "",
              "",
              500,
              "INTERNAL_ERROR",
              "internal_error",
              "Internal Server Error",
              "Internal server error",
              "An unexpected error occurred"),
          new Case(
              "GET",
              "/overflow",
              "",
              "",
              500,
              "INTERNAL_ERROR",
              "internal_error",
              "Internal Server Error",
              "Internal server error",
              "An unexpected error occurred"));

  private World world;

  @BeforeEach
  void start() {
    world = new World(new ProbeResource());
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @TestFactory
  Stream<DynamicTest> everySurfaceTellsEveryErrorInItsOwnShape() {
    return ProbeResource.ROOTS.stream()
        .flatMap(root ->
            CASES.stream()
                .map(expected ->
                    dynamicTest(
                        expected.method()
                            + " "
                            + root
                            + expected.suffix()
                            + " is "
                            + expected.status(),
                        () -> check(root, expected, send(root, expected)))));
  }

  private Reply send(String root, Case expected) {
    List<String> headers =
        new ArrayList<>(
            List.of("Authorization", "Bearer " + World.KEY, "X-API-Key", World.ADMIN_KEY));
    if (!expected.type().isEmpty()) {
      headers.addAll(List.of("Content-Type", expected.type()));
    }
    return world
        .http()
        .send(
            expected.method(),
            root + expected.suffix(),
            expected.body(),
            headers.toArray(String[]::new));
  }

  /** The integrations contract knows no 415 and calls it 400. */
  private static void check(String root, Case expected, Reply reply) {
    boolean plain = root.equals("/api/probe");
    assertThat(reply.status())
        .isEqualTo(plain && expected.status() == 415 ? 400 : expected.status());
    String trace = reply.header("X-Request-Id");
    String json =
        switch (root) {
          case "/api/probe" -> "{\"error\":\"" + expected.message() + "\"}";
          case "/v1/probe" ->
              "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\",\"trace_id\":\"%s\"}"
                  .formatted(expected.title(), expected.status(), expected.message(), trace);
          default ->
              ("{\"success\":false,\"error\":{\"code\":\"%s\",\"message\":\"%s\","
                   + "\"system_message\":\"%s\",\"type\":\"%s\",\"status\":%d,\"trace_id\":\"%s\","
                   + "\"timestamp\":\"2026-03-01T12:00:00Z\",\"details\":{}}}")
                  .formatted(
                      expected.code(),
                      expected.message(),
                      expected.systemMessage(),
                      expected.errorType(),
                      expected.status(),
                      trace);
        };
    assertThat(reply.body()).isEqualTo(json);
    assertThat(reply.header("Content-Type"))
        .isEqualTo(root.equals("/v1/probe") ? "application/problem+json" : "application/json");
    if (expected.status() == 405) {
      assertThat(reply.header("Allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
    }
  }

  @Test
  void tellsTheIssuesOfABodyOnEverySurface() {
    String body = "{\"name\":5,\"more\":1}";
    JsonNode plain = post("/api/probe", body).json();
    assertThat(plain.path("details").toString())
        .isEqualTo(
            "[{\"path\":[\"name\"],\"message\":\"name must be a string\"},"
                + "{\"path\":[\"more\"],\"message\":\"The request body takes name only\"}]");
    assertThat(plain.path("error").asText()).isEqualTo("name must be a string");

    JsonNode admin = post("/v1/admin/composio/probe", body).json().path("error");
    assertThat(admin.path("details").path("issues")).isEqualTo(plain.path("details"));
    assertThat(admin.path("message").asText()).isEqualTo("name must be a string");

    JsonNode management = post("/v1/probe", body).json();
    assertThat(management.path("issues")).isEqualTo(plain.path("details"));
    assertThat(management.path("detail").asText()).isEqualTo("name must be a string");
  }

  private Reply post(String path, String body) {
    return world
        .http()
        .send(
            "POST",
            path,
            body,
            "Authorization",
            "Bearer " + World.KEY,
            "X-API-Key",
            World.ADMIN_KEY,
            "Content-Type",
            "application/json");
  }

  @Test
  void goesByThePathToFindTheSurfaceOfWhatIsNotThere() {
    for (String path : List.of("/nothing", "/", "/apis", "/api", "/v1x", "/v2/x", "/health/x")) {
      assertThat(world.http().get(path).body())
          .as(path)
          .isEqualTo("{\"error\":\"There is nothing at this path\"}");
    }
    for (String path :
        List.of(
            "/v1/admin",
            "/v1/admin/",
            "/v1/admin/composio",
            "/v1/admin/composio/x",
            "/v1/admin/x",
            "/v1/%61dmin/composio/x")) {
      assertThat(world.http().get(path).json().path("error").path("code").asText())
          .as(path)
          .isEqualTo("NOT_FOUND");
    }
    for (String path : List.of("/v1", "/v1/", "/v1/x", "/v1/adminx", "/v1/x/admin")) {
      assertThat(world.http().get(path).header("Content-Type"))
          .as(path)
          .isEqualTo("application/problem+json");
    }
  }

  @Test
  void saysWhichMethodsARouteTakes() {
    assertThat(world.http().send("PUT", "/api/integrations", "").header("Allow"))
        .isEqualTo("GET, HEAD, OPTIONS");
    assertThat(world.http().send("GET", "/api/integrations/connect", "").header("Allow"))
        .isEqualTo("OPTIONS, POST");
    assertThat(world.http().send("HEAD", "/api/integrations/connect", "").status()).isEqualTo(405);
    assertThat(world.http().send("BREW", "/api/validate-api-key", "").status()).isEqualTo(405);

    Reply options = world.http().send("OPTIONS", "/api/integrations", "");
    assertThat(options.status()).isEqualTo(200);
    assertThat(options.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    assertThat(options.body()).isEmpty();
  }
}
