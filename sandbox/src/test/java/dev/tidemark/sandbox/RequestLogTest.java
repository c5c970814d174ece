package dev.tidemark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.sandbox.fault.Effect;
import dev.tidemark.sandbox.fault.Fault;
import dev.tidemark.sandbox.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestLogTest extends SandboxTestBase {

  @Test
  void tellsWhatWasAskedInTheOrderInWhichItCame() throws Exception {
    client.composio("/api/v3/toolkits");
    client.composio("/api/v3/tools?toolkit_slug=github&limit=100");
    client.composio("/api/v3/tools?toolkit_slug=gmail&limit=100&tags=a&tags=b");

    JsonNode log = client.get("/_sandbox/composio/requests").json();

    assertThat(log.path("count").asInt()).isEqualTo(3);
    assertThat(log.at("/requests/0"))
        .isEqualTo(
            Json.parse(
                "{\"at\":\"2026-03-01T12:00:00Z\",\"method\":\"GET\",\"path\":\"/api/v3/toolkits\","
                    + "\"query\":{}}"));
    assertThat(log.at("/requests/2/query"))
        .isEqualTo(
            Json.parse(
                "{\"toolkit_slug\":[\"gmail\"],\"limit\":[\"100\"],\"tags\":[\"a\",\"b\"]}"));
    assertThat(composio().log().entries())
        .filteredOn(entry -> entry.path().equals("/api/v3/tools"))
        .extracting(entry -> entry.query().get("toolkit_slug"))
        .containsExactly(List.of("github"), List.of("gmail"));
    assertThat(stripe().log().entries()).isEmpty();
  }

  @Test
  void tellsOfRequestsThatWereRefusedAndOfThoseThatAFaultHit() throws Exception {
    composio().inject(Fault.once(new Effect.Status(500, null, null)));
    client.composio("/api/v3/tools");
    client.get("/composio/api/v3/tools");
    client.composio("/api/v3/nothing");

    assertThat(composio().log().entries())
        .extracting(RequestLog.Entry::path)
        .containsExactly("/api/v3/tools", "/api/v3/tools", "/api/v3/nothing");
  }

  @Test
  void forgetsWhenToldAndKeepsTheCounts() throws Exception {
    client.composio("/api/v3/tools");

    JsonNode cleared = client.control("DELETE", "/composio/requests", "").json();
    client.composio("/api/v3/toolkits");

    assertThat(cleared.path("count").asInt()).isZero();
    assertThat(composio().log().entries())
        .extracting(RequestLog.Entry::path)
        .containsExactly("/api/v3/toolkits");
    assertThat(composio().requests()).containsEntry("GET /api/v3/tools", 1L);
  }

  @Test
  void keepsTheLastTenThousand() {
    RequestLog log = new RequestLog();
    for (int i = 0; i <= RequestLog.MOST; i++) {
      log.add(new RequestLog.Entry(Instant.EPOCH.plusSeconds(i), "GET", "/" + i, Map.of()));
    }

    assertThat(log.entries()).hasSize(10_000);
    assertThat(log.entries().getFirst().path()).isEqualTo("/1");
    assertThat(log.entries().getLast().path()).isEqualTo("/10000");
  }
}
