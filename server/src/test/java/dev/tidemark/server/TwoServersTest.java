package dev.tidemark.server;

import static dev.tidemark.server.Client.allModels;
import static dev.tidemark.server.Client.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two servers that share a database, and read from the same providers. */
@Timeout(120)
class TwoServersTest {
  private static final String ADMIN = "/v1/admin/composio";

  @TempDir private Path folder;
  private SharedDatabase database;
  private final List<Started> servers = new ArrayList<>();
  private Client one;
  private Client two;

  @BeforeEach
  void startDatabase() {
    database = new SharedDatabase(folder.resolve("database"));
  }

  @AfterEach
  void stop() {
    servers.reversed().forEach(Started::close);
    database.close();
  }

  private void start(String syncEvery) throws Exception {
    Started first = new Started(folder.resolve("one"), database.options("sync-every", syncEvery));
    servers.add(first);
    Sandbox sandbox = first.sandbox();
    Map<String, String> options = new HashMap<>(database.options("sync-every", syncEvery));
    options.put("sandbox", "false");
    options.put("connectors.stripe.base-url", sandbox.uri("stripe").toString());
    options.put("composio.base-url", sandbox.uri("composio").toString());
    options.put("composio.api-key", "ak_sandbox");
    options.put("allowed-networks", "127.0.0.0/8");
    Started second = new Started(folder.resolve("two"), options);
    servers.add(second);
    String key = database.newKey();
    one = new Client(first.server.uri(), key);
    two = new Client(second.server.uri(), key);
  }

  private static Instant lastSynced(JsonNode status) {
    Instant last = Instant.MAX;
    for (JsonNode sync : status.path("syncs")) {
      Instant at = Instant.parse(sync.path("lastSyncedAt").asText());
      last = at.isBefore(last) ? at : last;
    }
    return last;
  }

  /** How many runs of Stripe's models have succeeded, for the model that has fewest. */
  private int rounds() {
    return Integer.parseInt(
        database
            .read(
                """
                select coalesce(min(ended), 0)
                from (
                  select model, count(*) filter (where outcome = 'succeeded') as ended
                  from datasets left join runs on runs.dataset = datasets.id
                  where provider = 'stripe'
                  group by model) counted
                """)
            .get(0));
  }

  @Test
  void runEverySyncOnceAndGoOnWithoutEachOther() throws Exception {
    start("1s");
    assertThat(two.connectStripe("sk_test_sandbox", false).status()).isEqualTo(200);
    one.awaitStripe(allModels("SUCCESS"));
    await(this::rounds, rounds -> rounds >= 4);

    servers.remove(1).close();
    Instant closed = Instant.now();
    one.awaitStripe(status ->
        allModels("SUCCESS").test(status) && lastSynced(status).isAfter(closed.plusSeconds(1)));

    assertThat(
            database.read(
                """
                select earlier.id || ' and ' || later.id
                from runs earlier join runs later
                  on later.dataset = earlier.dataset and later.number > earlier.number
                where later.started_at < earlier.outcome_at or earlier.outcome is null
                """))
        .as("runs of one sync at the same time")
        .isEmpty();
    assertThat(database.read("select id from runs group by id having count(*) > 1")).isEmpty();
    assertThat(
            database.read(
                """
                select id || ' ' || outcome
                from runs
                where outcome in ('failed', 'lost', 'partial') or attempts > 1
                """))
        .as("runs that did not go well at once")
        .isEmpty();
  }

  @Test
  void answerTheSame() throws Exception {
    start("1h");
    assertThat(one.connectStripe("sk_test_sandbox", false).status()).isEqualTo(200);
    one.awaitStripe(allModels("SUCCESS"));
    await(
        () -> one.get(ADMIN + "/sync/status").body(),
        status -> status.path("last_sync_at").isTextual());

    two.awaitStripe(allModels("SUCCESS"));
    sameSoon("/api/integrations/sync-status?provider=stripe");
    sameSoon("/api/integrations");
    sameSoon(ADMIN + "/sync/status");

    String tool =
        two.get(ADMIN + "/tools?limit=1").body().path("items").path(0).path("slug").asText();
    assertThat(one.patch(ADMIN + "/tools/" + tool, "{\"enabled\":true}").status()).isEqualTo(200);
    assertThat(two.get(ADMIN + "/tools?enabled=true").body().path("items"))
        .as("settings are never old")
        .hasSize(1);
    assertThat(two.post(ADMIN + "/sync/pause", "{}").status()).isLessThan(300);
    sameSoon(ADMIN + "/tools?limit=50");
    sameSoon("/v1/admin/audit");
    sameSoon(ADMIN + "/sync/status");
    assertThat(one.get("/v1/admin/audit").body().path("items")).hasSize(2);

    assertThat(two.post("/api/integrations/disconnect", "{\"provider\":\"stripe\"}").status())
        .isEqualTo(200);
    assertThat(two.stripe().path("status").asText())
        .as("its own change")
        .isEqualTo("not_connected");
    sameSoon("/api/integrations/sync-status?provider=stripe");
    assertThat(one.stripe().path("status").asText()).isEqualTo("not_connected");
  }

  /** What both answer is the same, at the latest a second after the last change. */
  private void sameSoon(String path) {
    Instant start = Instant.now();
    await(
        () -> {
          Instant asked = Instant.now();
          JsonNode first = one.get(path).body();
          JsonNode second = two.get(path).body();
          assertThat(first.isObject()).isTrue();
          if (asked.isAfter(start.plusSeconds(1))) {
            assertThat(second).isEqualTo(first);
          }
          return first.equals(second);
        },
        same -> same);
  }

  @Test
  void refuseAKeyWithinASecondOfItsRevocation() throws Exception {
    start("1h");
    assertThat(one.get("/api/integrations").status()).isEqualTo(200);
    assertThat(two.get("/api/integrations").status()).isEqualTo(200);

    assertThat(database.change("delete from api_keys")).isOne();
    Instant revoked = Instant.now();
    for (Client client : List.of(one, two)) {
      Supplier<Integer> ask =
          () -> {
            Instant asked = Instant.now();
            int status = client.get("/api/integrations").status();
            assertThat(status == 401 || asked.isBefore(revoked.plusSeconds(1)))
                .as("%s, asked at %s after %s", status, asked, revoked)
                .isTrue();
            return status;
          };
      await(ask, status -> status == 401);
    }
  }
}
