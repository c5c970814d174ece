package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that are hardly HTTP, which are refused before any route is looked for. */
class MalformedRequestTest {
  private World world;

  @BeforeEach
  void start() {
    world = new World();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private JsonNode refused(int status, String request) throws JsonProcessingException {
    try (RawHttp raw = new RawHttp(world.server.port())) {
      RawHttp.Answer answer = raw.send(request).read(true);

      assertThat(answer.status()).as(request).isEqualTo(status);
      assertThat(answer.header("X-Request-Id").orElseThrow()).startsWith("req_");
      assertThat(answer.header("Cache-Control")).hasValue("no-store");
      assertThat(answer.header("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(answer.header("Content-Type").orElseThrow()).endsWith("json");
      assertThat(answer.header("Connection")).hasValue("close");
      assertThat(answer.header("Server")).isEmpty();
      assertThat(raw.closedByServer()).isTrue();
      return new ObjectMapper().readTree(answer.body());
    }
  }

  private static String get(String target, String... headers) {
    return "GET " + target + " HTTP/1.1\r\nHost: x\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
  }

  @Test
  void answersGarbage() throws JsonProcessingException {
    for (String garbage :
        new String[] {
          "GARBAGE\r\n\r\n", "\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET / \n\n"
        }) {
      assertThat(refused(400, garbage).toString())
          .isEqualTo("{\"error\":\"The request is malformed\"}");
    }
  }

  @Test
  void answersBadPercentEncodingInTheShapeOfTheSurface() throws JsonProcessingException {
    assertThat(refused(400, get("/api/integrations/sync-status?provider=%zz")).toString())
        .isEqualTo("{\"error\":\"The request is malformed\"}");
    assertThat(refused(400, get("/api/validate-api-key?%")).path("valid").asBoolean(true))
        .isFalse();
    JsonNode admin = refused(400, get("/v1/admin/composio/sync/status?x=%zz"));
    assertThat(admin.path("success").asBoolean(true)).isFalse();
    assertThat(admin.path("error").path("code").asText()).isEqualTo("VALIDATION_ERROR");
    assertThat(refused(400, get("/v1/syncs?%")).path("type").asText()).isEqualTo("about:blank");
  }

  @Test
  void answersABadPathInTheShapeOfTheSurface() {
    for (String path : new String[] {"/api/x%zz", "/api/integrations%", "/v1/x%", "/v1/%e/x"}) {
      try (RawHttp raw = new RawHttp(world.server.port())) {
        RawHttp.Answer answer = raw.send(get(path)).read(true);

        assertThat(answer.status()).as(path).isEqualTo(400);
        assertThat(answer.body()).contains("The request is malformed");
        assertThat(answer.header("Content-Type"))
            .hasValue(path.startsWith("/v1/") ? "application/problem+json" : "application/json");
      }
    }
  }

  @Test
  void findsNothingAtOddPaths() {
    for (String path :
        new String[] {"/nothing\"", "/\u0001", "/\u00e9", "/..", "/%00", "/a//b", "/api/../x"}) {
      try (RawHttp raw = new RawHttp(world.server.port())) {
        assertThat(raw.send(get(path)).read(true).status()).as(path).isEqualTo(404);
      }
    }
  }

  @Test
  void answersTooLongALineInTheShapeOfTheSurface() throws JsonProcessingException {
    for (String target :
        new String[] {
          "/v1/admin/" + "a".repeat(5_000),
          "/v1/admin/composio/sync/status?x=" + "a".repeat(5_000),
          "/%76%31/admin?" + "a=%20&".repeat(9_000)
        }) {
      try (RawHttp raw = new RawHttp(world.server.port())) {
        RawHttp.Answer answer = raw.send(get(target, "X-A: b")).read(true);

        assertThat(answer.status()).isEqualTo(414);
        assertThat(new ObjectMapper().readTree(answer.body()).at("/error/code").asText())
            .isEqualTo("URI_TOO_LONG");
        assertThat(raw.send(get("/health/live")).read(true).status()).isEqualTo(200);
      }
    }
    assertThat(refused(414, get("/" + "a".repeat(70_000))).toString())
        .isEqualTo("{\"error\":\"The request line is too long\"}");
  }

  @Test
  void answersTooLargeHeaders() throws JsonProcessingException {
    JsonNode json =
        refused(431, get("/v1/admin/composio/sync/status", "X-A: " + "a".repeat(17_000)));

    assertThat(json.path("error").path("code").asText()).isEqualTo("HEADERS_TOO_LARGE");
  }

  @Test
  void answersHeadersThatAreNone() throws JsonProcessingException {
    refused(400, get("/api/integrations", "no colon"));
    refused(400, get("/api/integrations", "X A: b"));
    refused(400, get("/api/integrations", "X-A: \u0001"));
    refused(400, "GET /api/integrations HTTP/1.1\r\n\r\n");
    refused(400, get("/api/integrations", "Host: y"));
  }

  @Test
  void answersOtherVersionsOfHttp() throws JsonProcessingException {
    assertThat(refused(505, "GET /v1/x HTTP/1.0\r\nHost: x\r\n\r\n").path("detail").asText())
        .isEqualTo("Only HTTP/1.1 is supported");
  }

  @Test
  void refusesToGuessWhereABodyEnds() throws JsonProcessingException {
    String post = "POST /v1/admin/composio/x HTTP/1.1\r\nHost: x\r\n";
    refused(400, post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    refused(400, post + "Content-Length: five\r\n\r\nhello");
    refused(400, post + "Content-Length: -5\r\n\r\nhello");
    refused(400, post + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello");
    refused(400, post + "Transfer-Encoding: chunked, gzip\r\n\r\n");
    refused(501, post + "Transfer-Encoding: gzip, chunked\r\n\r\n");
    assertThat(
            refused(413, post + "Content-Length: 99999999999\r\n\r\n")
                .path("error")
                .path("code")
                .asText())
        .isEqualTo("PAYLOAD_TOO_LARGE");
  }

  @Test
  void saysToAStarThatItIsThere() {
    try (RawHttp raw = new RawHttp(world.server.port())) {
      raw.send("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n");

      assertThat(raw.read(true).status()).isEqualTo(200);
    }
  }
}
