package dev.tidemark.server;

import static dev.tidemark.server.Client.allModels;
import static dev.tidemark.server.Client.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.server.config.Configuration;
import dev.tidemark.server.config.ConfigurationReader;
import dev.tidemark.server.config.Settings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole server with its sandbox, as a client sees it. */
@Timeout(240)
class AcceptanceTest {
  private static final Set<String> STRIPE_MODELS =
      Set.of(
          "StripeCustomer",
          "StripeSubscription",
          "StripeInvoice",
          "StripeProduct",
          "StripePrice",
          "StripeCharge");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private RunningServer server;
  private Client client;
  private Client control;

  @BeforeEach
  void startServer() throws Exception {
    Configuration configuration =
        ConfigurationReader.read(
            Settings.collect(
                Map.of(
                    "store", "memory",
                    "sandbox", "true",
                    "port", "0",
                    "sandbox-port", "0",
                    "sync-every", "2s"),
                Map.of(
                    "TIDEMARK_API_KEY", Client.API_KEY, "TIDEMARK_ADMIN_KEY", Client.ADMIN_KEY)));
    server = RunningServer.start(configuration, new PrintStream(out, true, StandardCharsets.UTF_8));
    client = new Client(server.uri());
    control = new Client(server.sandbox().orElseThrow().sandbox().uri());
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  private JsonNode connectedAndSynced() {
    assertThat(client.connectStripe("sk_test_sandbox", false).status()).isEqualTo(200);
    return client.awaitStripe(allModels("SUCCESS"));
  }

  @Test
  void syncsAllModelsOnceStripeIsConnected() {
    assertThat(client.stripe().path("status").asText()).isEqualTo("not_connected");

    Client.Reply connected = client.connectStripe("sk_test_sandbox", false);
    assertThat(connected.body().toString())
        .isEqualTo(
            "{\"connected\":true,\"connectionId\":\"stripe-org_demo\",\"alreadyConnected\":false}");
    JsonNode status = client.awaitStripe(allModels("SUCCESS"));

    assertThat(status.path("status").asText()).isEqualTo("connected");
    Set<String> models = new HashSet<>();
    for (JsonNode sync : status.path("syncs")) {
      models.add(sync.path("model").asText());
      assertThat(Instant.parse(sync.path("lastSyncedAt").asText())).isBefore(Instant.now());
    }
    assertThat(models).isEqualTo(STRIPE_MODELS);
    assertThat(
            client
                .connectStripe("sk_test_sandbox", false)
                .body()
                .path("alreadyConnected")
                .asBoolean())
        .isTrue();
  }

  @Test
  void saysWhatHappenedWhileStripeIsDownAndRecoversByItself() {
    connectedAndSynced();
    control.put("/_sandbox/stripe/faults", "{\"faults\":[{\"effect\":{\"type\":\"down\"}}]}");
    JsonNode failed = client.awaitStripe(allModels("FAILED"));
    for (JsonNode sync : failed.path("syncs")) {
      assertThat(sync.path("errorMessage").asText()).contains("Stripe");
      assertThat(sync.path("lastSyncedAt").isTextual()).isTrue();
    }
    JsonNode later = client.stripe();
    for (int i = 0; i < later.path("syncs").size(); i++) {
      assertThat(later.path("syncs").path(i).path("lastSyncedAt"))
          .isEqualTo(failed.path("syncs").path(i).path("lastSyncedAt"));
    }

    control.delete("/_sandbox/stripe/faults");
    client.awaitStripe(allModels("SUCCESS"));
  }

  @Test
  void storesNothingForAWrongKey() {
    Client.Reply refused = client.connectStripe("sk_test_wrong", false);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().path("error").asText()).isNotBlank().doesNotContain("sk_test_wrong");
    assertThat(client.stripe().path("syncs")).isEmpty();
    assertThat(client.get("/api/integrations?connectedOnly=true").body().path("items")).isEmpty();
  }

  @Test
  void asksStripeNothingMoreOnceItsKeyIsRevoked() {
    connectedAndSynced();
    control.post("/_sandbox/stripe/revoke", "");
    JsonNode status =
        client.awaitStripe(answer -> answer.path("status").asText().equals("not_connected"));
    for (JsonNode sync : status.path("syncs")) {
      assertThat(sync.path("status").asText()).isEqualTo("FAILED");
      assertThat(sync.path("errorMessage").asText()).isEqualTo("credentials rejected; reconnect");
    }
    // Pages that were being read when the first was refused come in first.
    awaitSeconds(3);
    JsonNode requests = requests();
    awaitSeconds(4);
    assertThat(requests()).isEqualTo(requests);

    control.post("/_sandbox/stripe/restore", "");
    assertThat(client.connectStripe("sk_test_sandbox", false).body().path("connected").asBoolean())
        .isTrue();
    client.awaitStripe(allModels("SUCCESS"));
  }

  /** Two schedules pass in four seconds. */
  private static void awaitSeconds(int seconds) {
    Instant end = Instant.now().plusSeconds(seconds);
    await(Instant::now, now -> now.isAfter(end));
  }

  private JsonNode requests() {
    return control.get("/_sandbox/stripe/counts").body().path("requests");
  }

  @Test
  void forgetsADisconnectedProvider() {
    connectedAndSynced();
    assertThat(client.post("/api/integrations/disconnect", "{\"provider\":\"Stripe\"}").body())
        .hasToString("{\"success\":true}");
    assertThat(client.stripe().path("syncs")).isEmpty();
    assertThat(client.post("/api/integrations/disconnect", "{\"provider\":\"stripe\"}").status())
        .isEqualTo(404);
  }

  @Test
  void countsTheToolsThatTheCatalogueHas() {
    JsonNode statistics =
        await(
            () -> client.get("/v1/admin/composio/sync/status").body(),
            body -> body.path("last_sync_at").isTextual());
    List<String> fields = new ArrayList<>();
    statistics.fieldNames().forEachRemaining(fields::add);
    assertThat(fields)
        .containsExactly(
            "total_tools",
            "enabled_tools",
            "last_sync_at",
            "next_sync_at",
            "sync_interval_hours",
            "incremental_sync_enabled");
    assertThat(statistics.path("total_tools").asInt())
        .isEqualTo(
            control.get("/_sandbox/composio/counts").body().path("objects").path("tools").asInt())
        .isPositive();
    assertThat(statistics.path("enabled_tools").asInt()).isZero();
    assertThat(statistics.path("sync_interval_hours").asInt()).isOne();
    assertThat(statistics.path("incremental_sync_enabled").isBoolean()).isTrue();
    assertThat(Instant.parse(statistics.path("next_sync_at").asText())).isAfter(Instant.now());
  }

  @Test
  void tellsNoLieToTwoHundredClientsAtOnce() throws Exception {
    assertThat(client.connectStripe("sk_test_sandbox", false).status()).isEqualTo(200);
    AtomicBoolean over = new AtomicBoolean();
    List<Future<Integer>> clients = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 200; i++) {
        clients.add(threads.submit(() -> watch(over)));
      }
      client.awaitStripe(allModels("SUCCESS"));
      control.put(
          "/_sandbox/stripe/faults",
          "{\"faults\":[{\"times\":40,\"effect\":{\"type\":\"status\",\"status\":503}}]}");
      client.awaitStripe(status ->
          status.path("syncs").findValuesAsText("status").stream().anyMatch("FAILED"::equals));
      client.awaitStripe(allModels("SUCCESS"));
      over.set(true);
    }
    for (Future<Integer> watching : clients) {
      assertThat(watching.get()).isPositive();
    }
  }

  /** Checks every answer; no success goes back in time. */
  private int watch(AtomicBoolean over) {
    Map<String, Instant> last = new HashMap<>();
    int answers = 0;
    while (!over.get()) {
      JsonNode status = client.stripe();
      assertThat(status.path("status").asText()).isEqualTo("connected");
      assertThat(status.path("syncs")).hasSize(6);
      for (JsonNode sync : status.path("syncs")) {
        check(sync, last);
      }
      answers++;
    }
    return answers;
  }

  private static void check(JsonNode sync, Map<String, Instant> last) {
    String word = sync.path("status").asText();
    assertThat(sync.path("errorMessage").isTextual()).isEqualTo(word.equals("FAILED"));
    assertThat(word).isIn("PENDING", "SUCCESS", "FAILED");
    if (sync.path("lastSyncedAt").isTextual()) {
      Instant at = Instant.parse(sync.path("lastSyncedAt").asText());
      Instant before = last.put(sync.path("model").asText(), at);
      assertThat(at).isAfterOrEqualTo(before == null ? at : before);
    } else {
      assertThat(word).isNotEqualTo("SUCCESS");
      assertThat(last).doesNotContainKey(sync.path("model").asText());
    }
  }

  @Test
  void endsItsBannerWithTheLineThatSaysItIsReady() {
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines.getLast())
        .matches("tidemark ready on http://127\\.0\\.0\\.1:\\d+ in \\d+\\.\\d\\d s");
    assertThat(lines).noneMatch(line -> line.contains(Client.API_KEY));
    assertThat(lines).anyMatch(line -> line.startsWith("  curl "));
  }
}
