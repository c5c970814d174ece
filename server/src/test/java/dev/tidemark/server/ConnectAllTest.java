package dev.tidemark.server;

import static dev.tidemark.server.Client.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.server.config.ConfigurationReader;
import dev.tidemark.server.config.Settings;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** All emulated providers at once. */
@Timeout(120)
class ConnectAllTest {
  @Test
  void everyModelOfTheTwelveProvidersIsSyncedWithinAMinute() throws Exception {
    Map<String, String> settings =
        Map.of(
            "store",
            "memory",
            "sandbox",
            "true",
            "connect-all",
            "true",
            "port",
            "0",
            "sandbox-port",
            "0",
            "api-key",
            Client.API_KEY);
    try (RunningServer server =
        RunningServer.start(
            ConfigurationReader.read(Settings.collect(settings, Map.of())),
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))) {
      Client client = new Client(server.uri());
      Map<String, String> words =
          await(() -> words(client), all -> all.values().stream().allMatch("SUCCESS"::equals));
      assertThat(words.keySet().stream().map(name -> name.replaceFirst("/.*", "")).distinct())
          .hasSize(12);
    }
  }

  @Test
  void leavesAloneWhatWasDisconnected(@TempDir Path data) throws Exception {
    Map<String, String> options = Map.of("store", "postgres", "connect-all", "true");
    try (Started started = new Started(data, options)) {
      started.client.awaitStripe(Client.allModels("SUCCESS"));
      Client.Reply disconnected =
          started.client.post("/api/integrations/disconnect", "{\"provider\":\"stripe\"}");
      assertThat(disconnected.status()).isEqualTo(200);
    }

    try (Started started = new Started(data, options)) {
      JsonNode items = started.client.get("/api/integrations").body().path("items");
      for (JsonNode item : items) {
        assertThat(item.path("status").asText())
            .as(item.path("id").asText())
            .isEqualTo(item.path("id").asText().equals("stripe") ? "not_connected" : "connected");
      }
      assertThat(started.client.connectStripe("sk_test_sandbox", false).status()).isEqualTo(200);
    }
  }

  /** The status of each model. */
  private static Map<String, String> words(Client client) {
    Map<String, String> words = new LinkedHashMap<>();
    for (JsonNode item : client.get("/api/integrations").body().path("items")) {
      String provider = item.path("id").asText();
      JsonNode status = client.get("/api/integrations/sync-status?provider=" + provider).body();
      assertThat(status.path("status").asText()).as(provider).isEqualTo("connected");
      for (JsonNode sync : status.path("syncs")) {
        words.put(provider + "/" + sync.path("model").asText(), sync.path("status").asText());
      }
    }
    return words;
  }
}
