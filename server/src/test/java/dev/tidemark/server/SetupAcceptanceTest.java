package dev.tidemark.server;

import static dev.tidemark.server.Client.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.domain.key.Scope;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Setting up connections on the whole server with its sandbox, as clients and people see it. */
@Timeout(240)
class SetupAcceptanceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> BROWSER_PROVIDERS =
      List.of("hubspot", "attio", "slack", "google-calendar", "google-mail");

  @TempDir private Path data;
  private Started started;
  private Client client;

  @BeforeEach
  void start() throws Exception {
    started = new Started(data, Map.of("max-connections", "9"));
    client = started.client;
  }

  @AfterEach
  void stop() {
    started.close();
  }

  /** A session that somebody is to sign in for. */
  private record Session(String id, URI connectUrl) {}

  private Session begin(String provider) {
    Client.Reply reply =
        client.post("/api/integrations/connect", "{\"provider\":\"%s\"}".formatted(provider));
    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    assertThat(reply.body().path("alreadyConnected").asBoolean(true)).isFalse();
    return new Session(
        reply.body().path("sessionId").asText(),
        URI.create(reply.body().path("connectUrl").asText()));
  }

  private JsonNode session(String id) {
    return client.get("/api/integrations/connect/status?sessionId=" + id).body();
  }

  private void signIn(String provider) {
    Session session = begin(provider);
    Visitor.Page end = new Visitor().decide(session.connectUrl(), "allow");
    assertThat(end.status()).as(end.html()).isEqualTo(200);
    assertThat(session(session.id()).path("status").asText()).isEqualTo("connected");
  }

  private JsonNode status(String provider) {
    return client.get("/api/integrations/sync-status?provider=" + provider).body();
  }

  private static String word(JsonNode status, String model) {
    for (JsonNode sync : status.path("syncs")) {
      if (sync.path("model").asText().equals(model)) {
        return sync.path("status").asText();
      }
    }
    return "no such model";
  }

  private Client.Reply step(String provider, String step, String config) {
    return client.post(
        "/api/integrations/setup-step",
        "{\"provider\":\"%s\",\"step\":\"%s\"%s}"
            .formatted(provider, step, config.isEmpty() ? "" : ",\"config\":" + config));
  }

  @Test
  void signsInToEveryProviderThatIsConnectedSo() {
    for (String provider : BROWSER_PROVIDERS) {
      Session session = begin(provider);
      assertThat(session(session.id()).path("status").asText()).isEqualTo("pending");
      Visitor visitor = new Visitor();
      Visitor.Page invitation = visitor.open(session.connectUrl());
      assertThat(invitation.html()).contains("org_demo").contains("<h1>Connect ");

      Visitor.Page end = visitor.decide(session.connectUrl(), "allow");

      assertThat(end.status()).as(provider + " " + end.html()).isEqualTo(200);
      assertThat(end.address().getPath()).isEqualTo("/connect/callback/" + provider);
      assertThat(session(session.id()).toString())
          .isEqualTo("{\"status\":\"connected\",\"provider\":\"%s\"}".formatted(provider));
      assertThat(visitor.open(end.address()).status()).as("a second time").isEqualTo(400);
    }
    JsonNode slack = await(() -> status("slack"), now -> word(now, "SlackUser").equals("SUCCESS"));
    assertThat(slack.path("status").asText()).isEqualTo("connected");
  }

  @Test
  void tellsWhoPollsThatAccessWasDenied() {
    Session session = begin("gmail");

    Visitor.Page end = new Visitor().decide(session.connectUrl(), "deny");

    assertThat(end.status()).isEqualTo(400);
    assertThat(end.html()).contains("Gmail was not connected");
    JsonNode polled = session(session.id());
    assertThat(polled.path("status").asText()).isEqualTo("failed");
    assertThat(polled.path("provider").asText()).isEqualTo("google-mail");
    assertThat(polled.path("error").asText()).startsWith("Gmail did not grant access");
    assertThat(status("gmail").path("status").asText()).isEqualTo("not_connected");
  }

  @Test
  void takesNobodyBackInAnotherBrowser() {
    Session session = begin("slack");
    Visitor visitor = new Visitor();
    Visitor.Page consent = visitor.submit(session.connectUrl(), "");

    Visitor.Page end = new Visitor().submit(consent.address(), "account=sandbox&decision=allow");

    assertThat(end.status()).isEqualTo(400);
    assertThat(session(session.id()).path("status").asText()).isEqualTo("pending");
  }

  @Test
  void refreshesTokensThatHaveEnded() throws Exception {
    try (Started busy = new Started(data, Map.of("sync-every", "1s"))) {
      client = busy.client;
      signIn("google-calendar");
      String model = "GoogleCalendarList";
      await(() -> status("google-calendar"), now -> word(now, model).equals("SUCCESS"));
      String before = lastSynced("google-calendar", model);

      busy.sandbox().provider("google-calendar").expireAccessTokens();
      Instant expired = Instant.now();

      await(
          () -> lastSynced("google-calendar", model),
          now -> !now.equals(before) && Instant.parse(now).isAfter(expired));
      assertThat(status("google-calendar").path("status").asText()).isEqualTo("connected");
    }
  }

  @Test
  void syncsDealsOnceTheirPipelinesAreMapped() throws Exception {
    signIn("hubspot");
    JsonNode others =
        await(() -> status("hubspot"), now -> word(now, "HubspotOwner").equals("SUCCESS"));
    assertThat(word(others, "HubspotDeal")).isEqualTo("PENDING");

    JsonNode required = step("hubspot", "mappings", "").body();
    assertThat(required.path("status").asText()).isEqualTo("config_required");
    assertThat(required.path("step").asText()).isEqualTo("crm-mapping");
    assertThat(required.path("setupProgress").path("currentState").asText())
        .isEqualTo("configuration_required");
    assertThat(required.path("setup").path("pipelines")).hasSize(2);

    JsonNode suggested = required.path("setup").path("suggestedMappings");
    ObjectNode wrong = JSON.createObjectNode();
    wrong.set("mappings", suggested.deepCopy());
    ((ObjectNode) wrong.path("mappings").path(0)).put("pipelineId", "nowhere");
    Client.Reply refused = step("hubspot", "crm-mapping", wrong.toString());
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().path("details").path(0).path("path").toString())
        .isEqualTo("[\"config\",\"mappings\",0,\"pipelineId\"]");

    ObjectNode config = JSON.createObjectNode();
    config.set("mappings", suggested);
    JsonNode done = step("hubspot", "crm-mapping", config.toString()).body();
    assertThat(done.path("status").asText()).isEqualTo("completed");
    await(() -> status("hubspot"), now -> word(now, "HubspotDeal").equals("SUCCESS"));
  }

  @Test
  void fetchesWhatAWebhookTellsOf() {
    client.connectStripe("sk_test_sandbox", false);
    client.awaitStripe(Client.allModels("SUCCESS"));
    JsonNode required = step("stripe", "webhooks", "").body();
    assertThat(required.path("status").asText()).isEqualTo("manual_setup_required");
    String url = required.path("setup").path("webhookUrl").asText();
    assertThat(url).isEqualTo(started.server.uri() + "/webhooks/stripe/stripe-org_demo");
    assertThat(step("stripe", "webhooks", "{\"webhookSecret\":\"nothing\"}").status())
        .isEqualTo(400);
    assertThat(
            step("stripe", "webhooks", "{\"webhookSecret\":\"whsec_0123456789abcdef\"}")
                .body()
                .path("setupProgress")
                .path("currentState")
                .asText())
        .isEqualTo("complete");
    Client control = new Client(started.sandbox().uri());
    control.put(
        "/_sandbox/stripe/webhook",
        "{\"url\":\"%s\",\"secret\":\"whsec_0123456789abcdef\"}".formatted(url));
    String before = lastSynced("stripe", "StripeCustomer");

    control.post("/_sandbox/stripe/customers", "{\"name\":\"Mira Voss\"}");

    await(() -> lastSynced("stripe", "StripeCustomer"), now -> !now.equals(before));
    assertThat(control.get("/_sandbox/stripe/webhook").body().toString()).contains("204");
    assertThat(client.post("/webhooks/stripe/stripe-org_demo", "{}").status()).isEqualTo(401);
  }

  private String lastSynced(String provider, String model) {
    for (JsonNode sync : status(provider).path("syncs")) {
      if (sync.path("model").asText().equals(model)) {
        return sync.path("lastSyncedAt").asText();
      }
    }
    throw new AssertionError("no " + model);
  }

  @Test
  void keepsOrganizationsApart() {
    Client other =
        started.clientOf("org_other", Scope.INTEGRATIONS_READ, Scope.INTEGRATIONS_MANAGE);
    Session session = begin("hubspot");
    client.connectStripe("sk_test_sandbox", false);

    assertThat(other.get("/api/integrations/connect/status?sessionId=" + session.id()).status())
        .isEqualTo(400);
    assertThat(other.stripe().path("status").asText()).isEqualTo("not_connected");
    assertThat(other.get("/api/integrations?connectedOnly=true").body().path("items")).isEmpty();
    assertThat(other.post("/api/integrations/disconnect", "{\"provider\":\"stripe\"}").status())
        .isEqualTo(404);
    assertThat(
            other
                .post(
                    "/api/integrations/setup-step",
                    "{\"provider\":\"stripe\",\"step\":\"webhooks\"}")
                .status())
        .isEqualTo(400);
    assertThat(client.stripe().path("status").asText()).isEqualTo("connected");
  }

  @Test
  void takesAKeyThatIsMadeWhileItRunsAndNoneThatIsRevoked() {
    assertThat(
            started
                .clientOf("org_x", Scope.INTEGRATIONS_READ)
                .post("/api/validate-api-key", "")
                .body()
                .path("organizationId")
                .asText())
        .isEqualTo("org_x");
    assertThat(started.clientOf("org_x", Scope.ADMIN_READ).get("/api/integrations").status())
        .isEqualTo(401);
  }

  @Test
  void refusesMoreConnectionsThanThePlanHas() throws Exception {
    try (Started small = new Started(data, Map.of("max-connections", "1"))) {
      assertThat(small.client.connectStripe("sk_test_sandbox", false).status()).isEqualTo(200);

      Client.Reply refused =
          small.client.post("/api/integrations/connect", "{\"provider\":\"slack\"}");

      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.body().path("code").asText()).isEqualTo("plan_connection_limit_exceeded");
      assertThat(refused.body().path("currentConnections").asInt()).isEqualTo(1);
      assertThat(refused.body().path("limit").asInt()).isEqualTo(1);
    }
  }
}
