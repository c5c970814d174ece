package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.key.ApiKey;
import dev.tidemark.domain.key.KeyHash;
import dev.tidemark.domain.key.Scope;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.sync.Outcome;
import dev.tidemark.domain.sync.SyncId;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One organization has much, and another tries every route to get at it. */
class SeveralOrganizationsTest {
  private static final ConnectionId OTHERS_HUBSPOT =
      new ConnectionId(Catalogue.HUBSPOT, World.OTHER);
  private static final String SETUP = "/api/integrations/setup-step";

  private World world;
  private Http owner;
  private Http other;

  @BeforeEach
  void start() {
    world = new World().connectStripe().connect(World.HUBSPOT).connect(World.POSTHOG);
    var unused = world.change("StripeCustomer", world.run(new Outcome.Succeeded(World.START)));
    owner = world.http();
    other = owner.as(World.OTHER);
  }

  @AfterEach
  void stop() {
    world.close();
  }

  /** All that the owner sees, and what is kept of it. */
  private String everythingOfTheOwner() {
    return owner.get("/api/integrations").body()
        + owner.get("/api/integrations/sync-status?provider=stripe").body()
        + owner.get("/api/integrations/sync-status?provider=hubspot").body()
        + world.vault.find(World.STRIPE).orElseThrow().fields()
        + world.vault.find(World.HUBSPOT).orElseThrow().fields()
        + world.vault.find(World.POSTHOG).orElseThrow().fields()
        + world.setups.find(World.HUBSPOT)
        + world.setups.find(World.POSTHOG)
        + world.store.due(new SyncId(World.HUBSPOT, new ModelName("Deal")));
  }

  @Test
  void nothingOfAnotherShowsInAnyAnswer() {
    assertThat(other.get("/api/integrations?connectedOnly=true").body())
        .isEqualTo("{\"items\":[]}");
    assertThat(other.get("/api/integrations").body())
        .doesNotContain("org_demo", "\"connected\"", "SUCCESS", "PENDING");
    for (String provider : new String[] {"stripe", "hubspot"}) {
      JsonNode status = other.get("/api/integrations/sync-status?provider=" + provider).json();
      assertThat(status.path("status").asText()).isEqualTo("not_connected");
      assertThat(status.path("syncs")).isEmpty();
    }
    assertThat(other.get("/api/integrations/capabilities").body())
        .isEqualTo(owner.get("/api/integrations/capabilities").body());
    assertThat(
            other
                .send(
                    "POST",
                    "/api/validate-api-key",
                    "",
                    "Authorization",
                    "Bearer " + World.keyOf(World.OTHER))
                .json()
                .path("organizationId")
                .asText())
        .isEqualTo("org_other");
  }

  @Test
  void nothingOfAnotherCanBeChanged() {
    String before = everythingOfTheOwner();

    assertThat(other.post("/api/integrations/disconnect", "{\"provider\":\"stripe\"}").status())
        .isEqualTo(404);
    for (String step :
        new String[] {
          "{\"provider\":\"hubspot\",\"step\":\"mappings\"}",
          "{\"provider\":\"hubspot\",\"step\":\"mappings\",\"config\":{\"mappings\":[]}}",
          "{\"provider\":\"stripe\",\"step\":\"webhooks\"}",
          "{\"provider\":\"stripe\",\"step\":\"webhooks\","
              + "\"config\":{\"webhookSecret\":\"whsec_1\"}}",
          "{\"provider\":\"posthog\",\"step\":\"webhooks\"}",
          "{\"provider\":\"posthog\",\"step\":\"webhooks\",\"config\":{}}"
        }) {
      Reply reply = other.post(SETUP, step);
      assertThat(reply.status()).as(step).isEqualTo(400);
      assertThat(reply.json().path("error").asText()).contains("is not connected");
    }
    assertThat(everythingOfTheOwner()).isEqualTo(before);
  }

  @Test
  void whatAnotherConnectsIsItsOwn() {
    String before = everythingOfTheOwner();

    JsonNode connected =
        other
            .post(
                "/api/integrations/connect",
                "{\"provider\":\"stripe\",\"config\":{\"apiKey\":\"rk_other\"},\"force\":true}")
            .json();
    assertThat(connected.path("connectionId").asText()).isEqualTo("stripe-org_other");
    assertThat(connected.path("alreadyConnected").asBoolean()).isFalse();
    assertThat(
            other
                .post(
                    SETUP,
                    "{\"provider\":\"stripe\",\"step\":\"webhooks\","
                        + "\"config\":{\"webhookSecret\":\"whsec_other\"}}")
                .json()
                .path("setup")
                .path("webhookUrl")
                .asText())
        .endsWith("/webhooks/stripe/stripe-org_other");
    assertThat(deliver("stripe-org_demo", "whsec_other")).isEqualTo(401);
    assertThat(deliver("stripe-org_other", "whsec_other")).isEqualTo(204);
    assertThat(other.post("/api/integrations/disconnect", "{\"provider\":\"stripe\"}").status())
        .isEqualTo(200);
    assertThat(everythingOfTheOwner()).isEqualTo(before);
  }

  private int deliver(String connection, String secret) {
    return other
        .send("POST", "/webhooks/stripe/" + connection, "{}", "X-Signature", secret)
        .status();
  }

  @Test
  void aSessionOfAnotherCannotBeAskedForNorLedToOnesOwnConnection() {
    String session =
        other
            .post("/api/integrations/connect", "{\"provider\":\"hubspot\"}")
            .json()
            .path("sessionId")
            .asText();
    String poll = "/api/integrations/connect/status?sessionId=" + session;
    assertThat(other.get(poll).status()).isEqualTo(200);
    assertThat(owner.get(poll).status()).isEqualTo(400);
    assertThat(owner.get(poll).body())
        .isEqualTo(
            owner.get("/api/integrations/connect/status?sessionId=sess_" + "x".repeat(43)).body());

    Reply away = owner.send("POST", "/connect/" + session, "");
    String cookie = away.header("Set-Cookie").replaceFirst(";.*", "");
    Reply back =
        owner.send(
            "GET",
            "/connect/callback/hubspot?code=c&state=" + world.authorizations.lastWay().state(),
            "",
            "Cookie",
            cookie);
    assertThat(back.status()).isEqualTo(200);
    assertThat(world.vault.find(OTHERS_HUBSPOT).orElseThrow().fields())
        .containsEntry("accessToken", "token_1");
    assertThat(world.vault.find(World.HUBSPOT).orElseThrow().fields())
        .doesNotContainKey("accessToken");
  }

  @Test
  void theWayBackOfOneSessionEndsNoOther() {
    String first = begin();
    String second = begin();
    String cookieOfFirst = leave(first);
    String stateOfFirst = world.authorizations.lastWay().state();
    String cookieOfSecond = leave(second);
    String stateOfSecond = world.authorizations.lastWay().state();

    assertThat(back(stateOfFirst, cookieOfSecond)).isEqualTo(400);
    assertThat(back(stateOfSecond, cookieOfFirst)).isEqualTo(400);
    assertThat(back(stateOfFirst.replace(first, second), cookieOfSecond)).isEqualTo(400);
    assertThat(back(stateOfFirst, cookieOfFirst + "; " + cookieOfSecond)).isEqualTo(200);
    assertThat(back(stateOfSecond, cookieOfFirst + "; " + cookieOfSecond)).isEqualTo(200);
  }

  private String begin() {
    return other
        .post("/api/integrations/connect", "{\"provider\":\"hubspot\",\"force\":true}")
        .json()
        .path("sessionId")
        .asText();
  }

  private String leave(String session) {
    return owner
        .send("POST", "/connect/" + session, "")
        .header("Set-Cookie")
        .replaceFirst(";.*", "");
  }

  private int back(String state, String cookie) {
    return owner
        .send("GET", "/connect/callback/hubspot?code=c&state=" + state, "", "Cookie", cookie)
        .status();
  }

  @Test
  void aKeyThatMayOnlyReadChangesNothing() {
    String key = "ok_otherread_0123456789abcdefghijklmnop";
    world.store.save(
        new ApiKey(
            "key_read",
            KeyHash.of(key),
            World.ORGANIZATION,
            Set.of(Scope.INTEGRATIONS_READ),
            null,
            World.START));
    String before = everythingOfTheOwner();
    for (String path : new String[] {"connect", "disconnect", "setup-step"}) {
      Reply reply =
          owner.send(
              "POST",
              "/api/integrations/" + path,
              "{\"provider\":\"posthog\",\"step\":\"webhooks\",\"config\":{},\"force\":true}",
              "Authorization",
              "Bearer " + key,
              "Content-Type",
              "application/json");
      assertThat(reply.status()).isEqualTo(401);
    }
    assertThat(everythingOfTheOwner()).isEqualTo(before);
    assertThat(world.setups.find(World.POSTHOG)).isEmpty();
  }
}
