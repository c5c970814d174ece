package dev.tidemark.server;

import static dev.tidemark.server.Client.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.domain.key.Scope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The connector catalogue of a whole server, against an emulated Composio that changes by hand. */
@Timeout(240)
class CatalogueAcceptanceTest {
  private static final String ADMIN = "/v1/admin/composio";
  private static final String HAND = "/_sandbox/composio";

  @TempDir private Path data;
  private Started started;
  private Client client;
  private Client control;

  @BeforeEach
  void startServer() throws Exception {
    started = new Started(data, Map.of("composio.api-version", "v3.1"));
    client = started.client;
    control = new Client(started.sandbox().uri());
    var first = await(this::status, status -> status.path("last_sync_at").isTextual());
    assertThat(first.path("total_tools").asInt()).isPositive();
  }

  @AfterEach
  void stopServer() {
    started.close();
  }

  private JsonNode status() {
    return client.get(ADMIN + "/sync/status").body();
  }

  private JsonNode trigger(String mode) {
    Client.Reply reply = client.post(ADMIN + "/sync/trigger", "{\"mode\":\"%s\"}".formatted(mode));
    assertThat(reply.status()).isEqualTo(202);
    assertThat(reply.body().path("run_id").asText()).startsWith("run_");
    return reply.body();
  }

  /** Triggers, and waits for the end of a run that succeeded. */
  private JsonNode synced(String mode) {
    String before = status().path("last_sync_at").asText();
    trigger(mode);
    return await(this::status, status -> !status.path("last_sync_at").asText().equals(before));
  }

  private Set<String> slugs(String query) {
    Set<String> slugs = new TreeSet<>();
    String cursor = "";
    do {
      JsonNode part = client.get(ADMIN + "/tools?limit=100&" + query + "&cursor=" + cursor).body();
      part.path("items").forEach(item -> slugs.add(item.path("slug").asText()));
      cursor = part.path("next_cursor").asText("");
    } while (!cursor.isEmpty() && !cursor.equals("null"));
    return slugs;
  }

  /** What the emulated backend itself has, by slug or id. */
  private Set<String> backend(String collection) {
    Set<String> names = new TreeSet<>();
    for (JsonNode item : control.get(HAND + "/" + collection).body().path("objects")) {
      names.add(item.path(item.has("slug") ? "slug" : "id").asText());
    }
    return names;
  }

  /** Syncs until nothing has changed at the backend meanwhile, and compares with it. */
  private JsonNode agreesAfter(String mode) {
    while (true) {
      Set<String> before = backend("tools");
      JsonNode status = synced(mode);
      Set<String> listed = slugs("");
      if (backend("tools").equals(before)) {
        assertThat(listed).isEqualTo(before).isNotEmpty();
        assertThat(status.path("total_tools").asInt()).isEqualTo(before.size());
        return status;
      }
    }
  }

  private Set<String> toolkitsAskedFor() {
    Set<String> asked = new TreeSet<>();
    for (JsonNode request : control.get(HAND + "/requests").body().path("requests")) {
      if (request.path("path").asText().equals("/api/v3.1/tools")) {
        request.path("query").path("toolkit_slug").forEach(slug -> asked.add(slug.asText()));
      }
    }
    return asked;
  }

  @Test
  void agreesWithTheBackendAfterPassesOfBothKindsAndRemovals() {
    assertThat(agreesAfter("full").path("enabled_tools").asInt()).isZero();
    String gone = backend("tools").iterator().next();
    assertThat(control.post(HAND + "/tools", "{\"slug\":\"BRAND_NEW\"}").status()).isLessThan(300);

    agreesAfter("incremental");
    assertThat(slugs("search=brand_new")).containsExactly("BRAND_NEW");
    assertThat(control.delete(HAND + "/tools/" + gone).status()).isLessThan(300);

    agreesAfter("full");
    assertThat(slugs("")).doesNotContain(gone);
  }

  @Test
  void readsTheToolsOfChangedToolkitsAgainAndOfNoOthers() {
    String toolkit = backend("toolkits").iterator().next();
    synced("incremental");
    assertThat(control.delete(HAND + "/requests").status()).isLessThan(300);

    control.patch(HAND + "/toolkits/" + toolkit, "{\"meta\":{\"version\":\"20300101_00\"}}");
    synced("incremental");

    // Toolkits that change by themselves may be among them.
    assertThat(toolkitsAskedFor()).contains(toolkit).hasSizeLessThan(4);
  }

  @Test
  void staysHonestWhileTheBackendFails() {
    JsonNode before = status();
    control.put(
        HAND + "/faults",
        """
        {"faults":[{"match":{"path":"/api/v3.1/to"},"effect":{"type":"status","status":403}}]}\
        """);

    trigger("full");
    // Who does not join a run knows that the one before is over.
    JsonNode second = await(() -> trigger("full"), run -> !run.path("joined").asBoolean());
    JsonNode failed = status();
    assertThat(second.path("state").asText()).isEqualTo("queued");

    assertThat(failed.path("last_sync_at")).isEqualTo(before.path("last_sync_at"));
    assertThat(failed.path("total_tools")).isEqualTo(before.path("total_tools"));
    control.delete(HAND + "/faults");
    await(() -> trigger("incremental"), run -> !run.path("joined").asBoolean());
    JsonNode healed =
        await(
            this::status,
            status -> !status.path("last_sync_at").equals(before.path("last_sync_at")));
    assertThat(healed.path("total_tools").asInt()).isEqualTo(backend("tools").size());
  }

  @Test
  void remembersWhatIsEnabledAndWhoDidIt() {
    String tool = backend("tools").iterator().next();
    JsonNode enabled = client.patch(ADMIN + "/tools/" + tool, "{\"enabled\":true}").body();
    assertThat(enabled.path("enabled").asBoolean()).isTrue();
    assertThat(status().path("enabled_tools").asInt()).isOne();
    String toolkit = enabled.path("toolkit").asText();

    control.delete(HAND + "/toolkits/" + toolkit);
    synced("full");
    assertThat(slugs("")).doesNotContain(tool);
    assertThat(status().path("enabled_tools").asInt()).isZero();
    control.post(HAND + "/toolkits", "{\"slug\":\"%s\"}".formatted(toolkit));
    synced("incremental");

    assertThat(slugs("enabled=true")).containsExactly(tool);
    assertThat(status().path("enabled_tools").asInt()).isOne();
    List<String> actions = new ArrayList<>();
    for (JsonNode entry : client.get("/v1/admin/audit").body().path("items")) {
      actions.add(entry.path("action").asText() + " " + entry.path("target").asText());
    }
    assertThat(actions)
        .containsExactly(
            "sync.triggered composio", "sync.triggered composio", "tool.changed " + tool);
  }

  @Test
  void keepsNoCredentialOfTheBackend() {
    String configs = client.get(ADMIN + "/auth-configs?limit=500").body().toString();

    assertThat(control.get(HAND + "/auth_configs").body().toString()).contains("fake-secret-");
    assertThat(configs).contains("is_composio_managed").doesNotContain("fake-secret-");
    assertThat(client.get(ADMIN + "/auth-configs?limit=500").body().path("items"))
        .hasSize(backend("auth_configs").size());
  }

  @Test
  void refusesKeysThatAreForOtherThings() {
    Client reader = started.clientOf("org_reader", Scope.ADMIN_READ);
    Client integrations = started.clientOf("org_other", Scope.INTEGRATIONS_MANAGE);

    assertThat(reader.get(ADMIN + "/tools").status()).isEqualTo(200);
    assertThat(reader.post(ADMIN + "/sync/trigger", "{}").status()).isEqualTo(403);
    Client.Reply refused = integrations.get("/v1/admin/audit");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body().path("error").path("code").asText())
        .isEqualTo("INSUFFICIENT_PERMISSIONS");
  }
}
