package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is taken for a body, and what is not. */
class RequestBodyTest {
  private static final String PATH = "/api/integrations/disconnect";

  private static final String NOT_JSON =
      "{\"error\":\"The request body must be application/json in UTF-8\"}";

  private World world;

  @BeforeEach
  void start() {
    world = new World();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private Reply post(String body) {
    return world.http().post(PATH, body);
  }

  @Test
  void saysWhereABodyIsNotJsonButNotWhatItHolds() {
    Map<String, String> bodies = new LinkedHashMap<>();
    bodies.put("{\"provider\": rk_live_secret}", "is not valid JSON: line 1, column 14");
    bodies.put("{\n  \"provider\": \"stripe\",\n}", "is not valid JSON: line 3, column 1");
    bodies.put("{\"provider\":NaN}", "is not valid JSON: line 1, column 16");
    bodies.put("{\"provider\":\"a\" \"b\"}", "is not valid JSON: line 1, column 17");
    bodies.put("{'provider':'a'}", "is not valid JSON: line 1, column 2");
    bodies.put("{\"provider\":\"rk_live", "is not valid JSON: line 1, column 21");
    bodies.put("{\"provider\":\"a\u0001\"}", "is not valid JSON: line 1, column 15");
    bodies.put("{\"provider\":01}", "is not valid JSON: line 1, column 14");
    bodies.put("// x\n{}", "is not valid JSON: line 1, column 1");
    bodies.put("{\"a\":1,\"a\":2}", "has the same field twice: line 1, column 12");
    bodies.put("{\"x\":{\"a\":1,\"a\":2}}", "has the same field twice: line 1, column 17");
    bodies.put("{} {}", "goes on after its JSON ends: line 1, column 4");
    bodies.put("{}]", "is not valid JSON: line 1, column 3");
    bodies.put(
        "{\"x\":" + "[".repeat(40) + "]".repeat(40) + "}",
        "is nested too deeply or has too long a number");
    bodies.put("{\"x\":" + "9".repeat(200) + "}", "is nested too deeply or has too long a number");
    bodies.forEach((body, reason) -> {
      Reply reply = post(body);

      assertThat(reply.status()).as(body).isEqualTo(400);
      assertThat(reply.body()).isEqualTo("{\"error\":\"The request body " + reason + "\"}");
    });
  }

  @Test
  void wantsAnObject() {
    for (String body : List.of("[]", "\"x\"", "1", "null", "true")) {
      assertThat(post(body).body())
          .as(body)
          .isEqualTo("{\"error\":\"The request body must be a JSON object\"}");
    }
    assertThat(post("").body())
        .isEqualTo("{\"error\":\"The request body must be a JSON object, but is empty\"}");
    assertThat(post("  ").status()).isEqualTo(400);
  }

  @Test
  void wantsJsonInUtf8() {
    String body = "{\"provider\":\"slack\"}";
    for (String type :
        List.of(
            "application/json",
            "application/json;charset=utf-8",
            "Application/JSON; Charset=\"UTF-8\"",
            "application/json ; profile=x")) {
      assertThat(send(type, body).status()).as(type).isEqualTo(404);
    }
    for (String type :
        List.of(
            "text/json",
            "application/x-www-form-urlencoded",
            "application/json-patch+json",
            "application/jsonx",
            "application/json; charset=iso-8859-1",
            "application/json; charset=utf-16",
            "multipart/form-data; boundary=application/json",
            ";",
            "")) {
      assertThat(send(type, body).status()).as(type).isEqualTo(400);
      assertThat(send(type, body).body()).isEqualTo(NOT_JSON);
    }
    assertThat(world.http().send("POST", PATH, body, "Authorization", "Bearer " + World.KEY).body())
        .isEqualTo(NOT_JSON);
  }

  private Reply send(String type, String body) {
    return world
        .http()
        .send("POST", PATH, body, "Authorization", "Bearer " + World.KEY, "Content-Type", type);
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    for (String body : List.of("{\"provider\":\"\u00e9\"}", "\u00ff\u00fe{\u0000}\u0000")) {
      try (RawHttp raw = new RawHttp(world.server.port())) {
        RawHttp.Answer answer =
            raw.send(
                    "POST "
                        + PATH
                        + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                        + "Authorization: Bearer "
                        + World.KEY
                        + "\r\nContent-Length: "
                        + body.length()
                        + "\r\n\r\n"
                        + body)
                .read(true);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"error\":\"The request body is not valid UTF-8\"}");
      }
    }
  }

  @Test
  void takesABodyOfTheLargestSizeAndNotOneByteMore() {
    String start = "{\"provider\":\"slack\"";
    String largest = start + " ".repeat(World.MAX_BODY - start.length() - 1) + "}";

    assertThat(post(largest).status()).isEqualTo(404);
    Reply larger = post(largest + " ");
    assertThat(larger.status()).isEqualTo(413);
    assertThat(larger.body())
        .isEqualTo("{\"error\":\"The request body is larger than 2048 bytes\"}");
  }

  @Test
  void tellsTheClientOfALargeBodyEvenIfItSendsMegabytes() {
    for (int i = 0; i < 3; i++) {
      assertThat(post("x".repeat(8_000_000)).status()).isEqualTo(413);
    }
  }
}
