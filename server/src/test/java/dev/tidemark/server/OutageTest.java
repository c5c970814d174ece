package dev.tidemark.server;

import static dev.tidemark.server.Client.allModels;
import static dev.tidemark.server.Client.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The database is away for some seconds, as clients of all surfaces see it. */
@Timeout(120)
class OutageTest {
  private static final String STATUS = "/api/integrations/sync-status?provider=stripe";
  private static final String KEY_CHECK = "/api/validate-api-key";
  private static final String CONNECT = "/api/integrations/connect";
  private static final String TRIGGER = "/v1/admin/composio/sync/trigger";
  private static final Map<String, String> POSTED =
      Map.of(
          KEY_CHECK, "{}",
          CONNECT, "{\"provider\":\"stripe\",\"config\":{\"apiKey\":\"sk_test_sandbox\"}}",
          TRIGGER, "{\"mode\":\"incremental\"}");
  private static final List<String> PATHS =
      List.of(
          STATUS,
          "/api/integrations",
          KEY_CHECK,
          "/v1/admin/composio/sync/status",
          "/v1/admin/composio/tools",
          "/v1/admin/audit",
          "/health/ready",
          CONNECT,
          TRIGGER);
  private static final Map<String, String> COLLECTIONS =
      Map.of(
          "StripeCustomer", "customers",
          "StripeSubscription", "subscriptions",
          "StripeInvoice", "invoices",
          "StripeProduct", "products",
          "StripePrice", "prices",
          "StripeCharge", "charges");

  @TempDir private Path folder;
  private SharedDatabase database;
  private Cable cable;
  private Started started;
  private Client client;
  private Client control;
  private final LogLines log = new LogLines();

  @BeforeEach
  void start() throws Exception {
    database = new SharedDatabase(folder.resolve("database"));
    cable = new Cable(database.port());
    Map<String, String> options = new HashMap<>(database.options(cable.port()));
    options.put("sync-every", "1s");
    started = new Started(folder.resolve("server"), options);
    client = new Client(started.server.uri(), database.newKey());
    control = new Client(started.sandbox().uri());
  }

  @AfterEach
  void stop() throws Exception {
    log.close();
    started.close();
    cable.close();
    database.close();
  }

  /** An answer, with when it was asked for and when it came. */
  private record Seen(String path, Client.Reply reply, Instant asked, Instant came) {}

  private Seen ask(String path) {
    Instant asked = Instant.now();
    String body = POSTED.get(path);
    Client.Reply reply = body == null ? client.get(path) : client.post(path, body);
    return new Seen(path, reply, asked, Instant.now());
  }

  private List<Seen> askUntil(AtomicBoolean over, String path) {
    List<Seen> seen = new ArrayList<>();
    while (!over.get()) {
      seen.add(ask(path));
      Client.breathe();
    }
    return seen;
  }

  private static void checkShape(Seen seen) {
    JsonNode body = seen.reply().body();
    assertThat(body.toString())
        .doesNotContain("Exception")
        .doesNotContain("at dev.tidemark")
        .doesNotContain("jdbc");
    assertThat(seen.reply().status()).as(seen.toString()).isIn(200, 202, 503);
    if (seen.reply().status() == 503) {
      if (seen.path().startsWith("/v1/admin")) {
        assertThat(body.path("success").booleanValue()).isFalse();
        assertThat(body.toString()).contains("trace_id");
      } else if (seen.path().equals(KEY_CHECK)) {
        assertThat(body.path("valid").isBoolean()).isTrue();
      } else if (seen.path().startsWith("/api")) {
        assertThat(body.path("error").isTextual()).as(seen.toString()).isTrue();
      } else {
        assertThat(body.path("status").asText()).isEqualTo("DOWN");
      }
    }
  }

  private Map<String, Integer> provided() {
    Map<String, Integer> provided = new HashMap<>();
    COLLECTIONS.forEach((model, collection) ->
        provided.put(
            model, control.get("/_sandbox/stripe/" + collection).body().path("objects").size()));
    return provided;
  }

  private Map<String, Integer> stored() {
    Map<String, Integer> stored = new HashMap<>();
    for (String line :
        database.read(
            """
            select model || ' ' || count(*)
            from records join datasets on datasets.id = records.dataset
            where provider = 'stripe' and not deleted
            group by model
            """)) {
      String[] words = line.split(" ", -1);
      stored.put(words[0], Integer.parseInt(words[1]));
    }
    return stored;
  }

  private static Instant lastSynced(JsonNode status) {
    Instant last = Instant.MAX;
    for (JsonNode sync : status.path("syncs")) {
      Instant at = Instant.parse(sync.path("lastSyncedAt").asText());
      last = at.isBefore(last) ? at : last;
    }
    return last;
  }

  @Test
  void tellsThatItIsAwayAndGoesOnByItselfWhenItIsBack() throws Exception {
    assertThat(client.connectStripe("sk_test_sandbox", false).status()).isEqualTo(200);
    client.awaitStripe(allModels("SUCCESS"));
    AtomicBoolean over = new AtomicBoolean();
    List<Future<List<Seen>>> load = new ArrayList<>();
    Queue<Seen> all = new ConcurrentLinkedQueue<>();
    Instant cut;
    Instant mended;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String path : PATHS) {
        load.add(threads.submit(() -> askUntil(over, path)));
        load.add(threads.submit(() -> askUntil(over, path)));
      }
      PATHS.forEach(path -> all.add(ask(path)));
      cable.cut();
      cut = Instant.now();
      control.post("/_sandbox/stripe/customers", "{}");
      await(Instant::now, now -> now.isAfter(cut.plusSeconds(4)));
      mended = Instant.now();
      cable.mend();
      for (String path : PATHS) {
        all.add(await(() -> ask(path), seen -> seen.reply().status() < 300));
      }
      over.set(true);
      for (Future<List<Seen>> answers : load) {
        all.addAll(answers.get());
      }
    }

    all.forEach(OutageTest::checkShape);
    for (String path : PATHS) {
      assertThat(all)
          .as("answers of " + path)
          .filteredOn(seen -> seen.path().equals(path))
          .anyMatch(seen -> seen.reply().status() == 503)
          .anyMatch(seen -> seen.reply().status() < 300 && seen.asked().isBefore(cut))
          .anyMatch(seen -> seen.reply().status() < 300 && seen.came().isAfter(mended));
    }
    assertThat(all)
        .filteredOn(seen -> seen.path().equals(STATUS) && seen.reply().status() < 300)
        .as("nothing older than a second is told")
        .noneMatch(
            seen -> seen.asked().isAfter(cut.plusSeconds(1)) && seen.came().isBefore(mended));
    assertThat(log.of("Endpoint")).isEmpty();
    assertThat(log.of("Outages"))
        .as("not one line a request")
        .isNotEmpty()
        .hasSizeLessThan(5)
        .anyMatch(line -> line.contains("more like it are only counted"));
    assertThat(log.of("HealthResource")).as("not one a check").hasSize(1);
    assertThat(log.all()).as("what the server says by itself").hasSizeLessThan(40);
    JsonNode later =
        client.awaitStripe(
            status -> allModels("SUCCESS").test(status) && lastSynced(status).isAfter(mended));
    assertThat(later.path("status").asText()).isEqualTo("connected");
    // A run may have asked the provider before the outage and ended after it.
    assertThat(await(this::stored, stored -> stored.equals(provided()))).hasSize(6);
  }

  @Test
  void isReadyExactlyWhileTheDatabaseAnswers() {
    for (int i = 0; i < 2; i++) {
      Client.Reply up = client.get("/health/ready");
      assertThat(up.status()).isEqualTo(200);
      assertThat(up.body().path("status").asText()).isEqualTo("UP");

      cable.cut();
      Client.Reply down = await(() -> client.get("/health/ready"), reply -> reply.status() != 200);
      assertThat(down.status()).isEqualTo(503);
      assertThat(down.body().path("status").asText()).isEqualTo("DOWN");
      assertThat(client.get("/health/live").status()).as("it need not be restarted").isEqualTo(200);

      cable.mend();
      await(() -> client.get("/health/ready"), reply -> reply.status() == 200);
    }
  }
}
