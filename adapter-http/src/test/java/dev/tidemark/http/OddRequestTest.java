package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Requests that are HTTP, but not as anybody means it. {@link RawHttp} sees to it that every answer
 * has the shape of its surface.
 */
class OddRequestTest {
  private static final String DISCONNECT = "/api/integrations/disconnect";
  private static final String CONNECT = "/api/integrations/connect";
  private static final String STATUS = "/v1/admin/composio/sync/status";
  private static final String KEY = "Authorization: Bearer " + World.KEY;
  private static final String JSON = "Content-Type: application/json";

  /** Stands in whatever is sent, and must not come back. */
  private static final String MARK = "zqx7";

  private World world;

  @BeforeEach
  void start() {
    world = new World();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private RawHttp.Answer send(String method, String target, String body, String... headers) {
    try (RawHttp raw = new RawHttp(world.server.port())) {
      RawHttp.Answer answer =
          raw.send(
                  method
                      + " "
                      + target
                      + " HTTP/1.1\r\nHost: x\r\n"
                      + String.join("\r\n", headers)
                      + (headers.length == 0 ? "" : "\r\n")
                      + (body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n")
                      + "\r\n"
                      + body)
              .read(!method.equals("HEAD"));
      assertThat(answer.head() + answer.body()).doesNotContain(MARK);
      return answer;
    }
  }

  private RawHttp.Answer post(String path, String body, String... headers) {
    return send("POST", path, body, KEY + "\r\n" + JSON + String.join("\r\n", headers));
  }

  @Test
  void refusesBodiesThatNobodyMeans() {
    for (String body :
        List.of(
            "[\"zqx7\"]",
            "\"zqx7\"",
            "{\"provider\":" + "[".repeat(900) + "]".repeat(900) + "}",
            "{\"provider\":" + "{\"a\":".repeat(300) + "1" + "}".repeat(300) + "}",
            "{\"provider\":" + "9".repeat(1_500) + "}",
            "{\"provider\":1e999999999999}",
            "{\"provider\":-1E+99999999999999999999}",
            "{\"provider\":1e-99999999999999999999}",
            "{\"provider\":\"zqx7\\u0000\"}",
            "{\"provider\":\"zqx7\\ud800\"}",
            "{\"\\udc00zqx7\":1,\"provider\":\"slack\"}",
            "{\"\\u0000zqx7\":1,\"provider\":\"slack\"}",
            "{\"\\r\\nX-A: zqx7\":1,\"provider\":\"slack\"}",
            "{\"zqx7 is my password\":1,\"provider\":\"slack\"}",
            "{\"" + MARK.repeat(200) + "\":1}",
            "{\"provider\":\"slack\",\"provider\":\"zqx7\"}",
            "\u00ef\u00bb\u00bf{\"provider\":\"slack\"}",
            "{\"provider\":\"\u00ff\"}",
            "{\"provider\":\"\u00ed\u00a0\u0080\"}")) {
      assertThat(post(DISCONNECT, body).status()).as(body).isEqualTo(400);
    }
  }

  @Test
  void refusesCredentialsThatNobodyMeans() {
    for (String config :
        List.of(
            "[]",
            "null",
            "\"zqx7\"",
            "{\"apiKey\":null}",
            "{\"apiKey\":1e999999999999}",
            "{\"apiKey\":\"k\",\"zqx7 \":1}",
            "{\"apiKey\":\"k\",\"<zqx7>\":{\"a\":1}}",
            "{\"apiKey\":{\"" + "a".repeat(300) + "zqx7\":\"k\"}}")) {
      assertThat(post(CONNECT, "{\"provider\":\"stripe\",\"config\":" + config + "}").status())
          .as(config)
          .isEqualTo(400);
    }
    assertThat(post(CONNECT, "{\"provider\":\"stripe\",\"config\":{\"apiKey\":1e400}}").status())
        .isEqualTo(200);
  }

  @Test
  void takesOneContentTypeAndNoContentCoding() {
    String slack = "{\"provider\":\"slack\"}";
    assertThat(post(DISCONNECT, slack).status()).isEqualTo(404);
    for (String header :
        List.of(
            "\r\nContent-Type: text/zqx7",
            "\r\nContent-Type: application/json",
            "; charset=zqx7",
            ";charset=utf-8;charset=utf-16",
            ", text/plain",
            "\r\nContent-Encoding: gzip",
            "\r\nContent-Encoding: zqx7, br")) {
      assertThat(post(DISCONNECT, slack, header).status()).as(header).isEqualTo(400);
    }
  }

  @Test
  void takesNoNoticeOfABodyThatIsNotAskedFor() {
    assertThat(send("GET", "/api/integrations", "zqx7", KEY).status()).isEqualTo(200);
    assertThat(send("DELETE", "/api/integrations", "zqx7", KEY).status()).isEqualTo(405);
    assertThat(send("HEAD", "/health/live", "zqx7").status()).isEqualTo(200);
    assertThat(send("OPTIONS", "*", "zqx7").status()).isEqualTo(200);
    try (RawHttp raw = new RawHttp(world.server.port())) {
      raw.send("GET /health/live HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
          .send("4\r\nzqx7\r\n0\r\n\r\nGET /health/ready HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(raw.read(true).status()).isEqualTo(200);
      assertThat(raw.read(true).status()).isEqualTo(200);
    }
  }

  @Test
  void findsNoKeyInAHeaderThatIsNotOneKey() {
    for (String header :
        List.of(
            "Authorization: Bearer\t" + World.KEY,
            "Authorization: Bearer zqx7 " + World.KEY,
            "Authorization: Bearer \"" + World.KEY + "\"",
            "Authorization: Bearer " + World.KEY + ", Basic zqx7",
            KEY + "\r\n" + KEY,
            "Authorization: Bearer \u00ff\u00fezqx7",
            "Authorization: \u00ff",
            "Authorization: Bearer %00",
            "Authorization:",
            "Authorization: Bearer " + MARK.repeat(2_000))) {
      assertThat(send("GET", "/api/integrations", "", header).status()).as(header).isEqualTo(401);
    }
    for (String header :
        List.of(
            "X-API-Key: \u00ff\u00fe",
            "X-API-Key: " + World.ADMIN_KEY + ", " + World.ADMIN_KEY,
            "X-API-Key:",
            "Authorization: Bearer " + World.ADMIN_KEY)) {
      assertThat(send("GET", STATUS, "", header).status()).as(header).isEqualTo(401);
    }
    assertThat(send("GET", "/api/integrations", "", "authorization:bEARER " + World.KEY).status())
        .isEqualTo(200);
    assertThat(send("GET", STATUS, "", "x-api-key:\t" + World.ADMIN_KEY + " ").status())
        .isEqualTo(200);
  }

  @Test
  void takesNoNoticeOfHeadersThatItHasNoUseFor() {
    for (String header :
        List.of(
            "X-A: \u00c3\u00a9",
            "X-A: " + "a".repeat(10_000),
            "X-A: a\r\n".repeat(500) + "X-B: b",
            "Accept: zqx7",
            "Accept: */*;q=\"",
            "Accept-Encoding: gzip, zqx7",
            "Range: bytes=0-1",
            "If-None-Match: *",
            "If-Modified-Since: zqx7",
            "X-HTTP-Method-Override: DELETE",
            "Forwarded: for=\u00ff",
            "X-Request-Id: zqx7",
            "Connection: \u00ff",
            "Expect: zqx7",
            "TE: zqx7",
            "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABk",
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13")) {
      assertThat(send("GET", "/api/integrations", "", KEY, header).status())
          .as(header)
          .isEqualTo(200);
    }
  }

  @Test
  void describesItselfWhateverTheClientAccepts() {
    for (String accept :
        List.of(
            "application/yaml;q=\"", ";q", "a/b;q=1e99", "\u00ff", ",".repeat(500), "*/yaml;")) {
      assertThat(send("GET", "/openapi", "", "Accept: " + accept).status())
          .as(accept)
          .isEqualTo(200);
    }
  }

  @Test
  void knowsNoMethodsButItsOwn() {
    for (String method : List.of("TRACE", "CONNECT", "PROPFIND", "PATCH", "X".repeat(300))) {
      assertThat(send(method, "/api/integrations", "", KEY).status()).as(method).isEqualTo(405);
      assertThat(send(method, "/v1/nothing", "", KEY).status()).as(method).isEqualTo(404);
    }
    for (String method : List.of("G(T", "G\u00c9T", "G\u0001T", "\"GET\"", "GET\t")) {
      assertThat(send(method, "/api/integrations", "", KEY).status()).as(method).isEqualTo(400);
    }
    assertThat(send("CONNECT", "x:443", "").status()).isEqualTo(404);
    assertThat(send("TRACE", "*", "").status()).isEqualTo(404);
  }

  @Test
  void answersOddQueries() {
    Map<String, Integer> queries = new LinkedHashMap<>();
    queries.put("provider=stripe&provider=stripe", 400);
    queries.put("provider=%ff", 400);
    queries.put("provider=%00", 400);
    queries.put("provider=%c0%80", 400);
    queries.put("provider=%f0%9f%98%80", 400);
    queries.put("provider=zqx7", 400);
    queries.put("provider=" + MARK.repeat(800), 400);
    queries.put("provider[]=stripe", 400);
    queries.put("provider=stripe;zqx7", 400);
    queries.put("provider=stripe%2", 400);
    queries.put("provider=\u00ff", 400);
    queries.put("=&&&=", 400);
    queries.put("?provider=stripe", 400);
    queries.put("%70rovider=%73tripe", 200);
    queries.put("provider=stripe&" + "a&".repeat(1_000), 200);
    queries.put("provider=stripe#zqx7", 200);
    queries.forEach((query, status) ->
        assertThat(send("GET", "/api/integrations/sync-status?" + query, "", KEY).status())
            .as(query)
            .isEqualTo(status));
  }

  @Test
  void answersOddPathsInTheShapeOfTheSurfaceThatTheyLeadTo() {
    for (String path :
        List.of(
            "//v1/zqx7",
            "/v1//zqx7",
            "/api/../v1/zqx7",
            "/%76%31/zqx7",
            "/v1;zqx7/x",
            "/v1/admin/composio;zqx7/x",
            "/%61pi/validate-api-key/zqx7",
            "/v1/../zqx7",
            "http://zqx7/v1/zqx7",
            "ftp://zqx7:99999/v1/admin/composio/zqx7",
            "HTTP://zqx7",
            "/\u00f0\u009f\u0098\u0080",
            "/" + "%41".repeat(1_200),
            "?zqx7",
            "zqx7")) {
      assertThat(send("GET", path, "").status()).as(path).isEqualTo(404);
    }
    for (String target :
        List.of(
            "/v1/zqx7?%zz",
            "//v1/zqx7?%zz",
            "/api/../v1/zqx7?%zz",
            "/%76%31/zqx7?%zz",
            "/v1%2fzqx7?%zz",
            "/v1/%61dmin/composio/zqx7?%zz",
            "/v1/admin/composio;zqx7/x?%zz",
            "/%61pi/validate-api-key/zqx7?%zz",
            "http://zqx7/v1/zqx7?%zz",
            "http://zqx7/v1?%zz",
            "http://zqx7/v1/%zz",
            "http://zqx7/api/validate-api-key?%zz",
            "/v1/%zz",
            "/v1/admin/composio/%",
            "/%76%31/%e")) {
      assertThat(send("GET", target, "").status()).as(target).isEqualTo(400);
    }
  }
}
