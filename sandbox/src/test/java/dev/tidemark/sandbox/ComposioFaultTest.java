package dev.tidemark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Faults at the paths of Composio, told by HTTP as a test in another process would. */
class ComposioFaultTest extends SandboxTestBase {
  private static final String TOOLS = "/api/v3/tools?limit=100";

  @Test
  void limitsOneToolkitsPageAndSaysHowLong() throws Exception {
    fault(
        "{\"match\": {\"path\": \"/api/v3/tools\", \"nth\": 2}, \"times\": 1, \"effect\":"
            + " {\"type\": \"status\", \"status\": 429, \"retryAfter\": \"PT7S\"}}");

    assertThat(client.composio(TOOLS).status()).isEqualTo(200);
    assertThat(client.composio("/api/v3/toolkits").status()).isEqualTo(200);
    Client.Reply limited = client.composio(TOOLS);
    assertThat(limited.status()).isEqualTo(429);
    assertThat(limited.header("Retry-After")).contains("7");
    assertThat(limited.json().at("/error/status").asInt()).isEqualTo(429);
    assertThat(client.composio(TOOLS).status()).isEqualTo(200);
  }

  @Test
  void failsInTheShapeOfTheVersionAskedFor() throws Exception {
    fault("{\"times\": 2, \"effect\": {\"type\": \"status\", \"status\": 500}}");

    JsonNode older = client.composio(TOOLS).json().path("error");
    JsonNode newer = client.composio("/api/v3.1/tools").json().path("error");

    assertThat(older.path("status").asInt()).isEqualTo(500);
    assertThat(older.has("slug")).isFalse();
    assertThat(newer.path("status").asInt()).isEqualTo(500);
    assertThat(newer.path("slug").isTextual()).isTrue();
  }

  @Test
  void answersLate() throws Exception {
    fault("{\"times\": 1, \"effect\": {\"type\": \"slow\", \"delay\": \"PT0.2S\"}}");

    long start = System.nanoTime();
    JsonNode page = client.composio(TOOLS).json();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(199));
    assertThat(page.path("items")).hasSize(100);
  }

  @Test
  void breaksOffInTheMiddleOfAPage() throws Exception {
    fault("{\"times\": 1, \"effect\": {\"type\": \"truncate\"}}");

    assertThatThrownBy(() -> client.composio(TOOLS)).isInstanceOf(IOException.class);
    assertThat(client.composio(TOOLS).json().path("items")).hasSize(100);
  }

  private void fault(String fault) throws Exception {
    String body = "{\"faults\": [" + fault + "]}";
    assertThat(client.control("PUT", "/composio/faults", body).status()).isEqualTo(200);
  }
}
