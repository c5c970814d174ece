package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.connector.CredentialCheck;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.failure.FetchFailure;
import dev.tidemark.domain.provider.ProviderId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectResourceTest {
  private static final String STRIPE = "{\"provider\":\"stripe\",\"config\":{\"apiKey\":\"rk_1\"}}";
  private static final ConnectionId POSTHOG =
      new ConnectionId(new ProviderId("posthog"), World.ORGANIZATION);

  private World world;

  @BeforeEach
  void start() {
    world = new World();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private Reply connect(String body) {
    return world.http().post("/api/integrations/connect", body);
  }

  @Test
  void connectsWithCredentials() {
    Reply reply = connect(STRIPE);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body())
        .isEqualTo(
            "{\"connected\":true,\"connectionId\":\"stripe-org_demo\",\"alreadyConnected\":false}");
    assertThat(world.vault.find(World.STRIPE).orElseThrow().fields())
        .isEqualTo(Map.of("apiKey", "rk_1"));
  }

  @Test
  void leavesAConnectionThatWorksAloneUnlessForced() {
    connect(STRIPE);

    Reply again = connect("{\"provider\":\"Stripe\",\"config\":{\"apiKey\":\"rk_2\"}}");
    assertThat(again.body())
        .isEqualTo(
            "{\"connected\":true,\"connectionId\":\"stripe-org_demo\",\"alreadyConnected\":true}");
    assertThat(world.vault.find(World.STRIPE).orElseThrow().fields()).containsValue("rk_1");

    connect("{\"provider\":\"stripe\",\"config\":{\"apiKey\":\"rk_3\"},\"force\":false}");
    assertThat(world.vault.find(World.STRIPE).orElseThrow().fields()).containsValue("rk_1");

    Reply forced =
        connect("{\"provider\":\"stripe\",\"config\":{\"apiKey\":\"rk_4\"},\"force\":true}");
    assertThat(forced.json().path("alreadyConnected").asBoolean()).isFalse();
    assertThat(world.vault.find(World.STRIPE).orElseThrow().fields()).containsValue("rk_4");
  }

  @Test
  void takesNumbersAndBooleansAsTheyAreWritten() {
    connect(
        "{\"provider\":\"posthog\","
            + "\"config\":{\"apiKey\":true,\"region\":\"\u00fc\\u00e9\",\"projectId\":12.50}}");

    assertThat(world.vault.find(POSTHOG).orElseThrow().fields())
        .isEqualTo(Map.of("apiKey", "true", "region", "\u00fc\u00e9", "projectId", "12.50"));
  }

  @Test
  void takesListsAsTheirJson() {
    connect(
        "{\"provider\":\"posthog\",\"config\":{\"apiKey\":\"phx_1\",\"projectId\":\"1\","
            + "\"region\":[1, null]}}");

    assertThat(world.vault.find(POSTHOG).orElseThrow().fields())
        .containsEntry("region", "[1,null]");
  }

  @Test
  void refusesASettingThatIsThereInBothWays() {
    Reply reply =
        connect("{\"provider\":\"stripe\",\"config\":{\"a.b\":\"1\",\"a\":{\"b\":\"2\"}}}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("error").asText())
        .isEqualTo("config has this twice, once with a dot and once in an object");
  }

  @Test
  void namesWhatIsInAnInnerObjectByItsWay() {
    Reply reply =
        connect(
            "{\"provider\":\"stripe\",\"config\":{\"apiKey\":\"rk_1\","
                + "\"signIn\":{\"kind\":\"key\",\"of\":{\"user\":true}}}}");

    assertThat(reply.json().path("details").findValuesAsText("message"))
        .containsExactly("Stripe has no field of this name", "Stripe has no field of this name");
    assertThat(reply.json().path("details").findValues("path").toString())
        .isEqualTo("[[\"config\",\"signIn.kind\"], [\"config\",\"signIn.of.user\"]]");
  }

  @Test
  void tellsThatTheProviderRejectsTheCredentials() {
    world.connectors.willSay(new CredentialCheck.Rejected("the key is not valid"));

    Reply reply = connect(STRIPE);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body())
        .isEqualTo("{\"error\":\"Stripe did not accept the credentials: the key is not valid\"}");
    assertThat(world.vault.find(World.STRIPE)).isEmpty();
  }

  @Test
  void tellsThatTheProviderCannotBeAsked() {
    world.connectors.willSay(
        new CredentialCheck.Unverified(new FetchFailure.NetworkFailed("no route to host")));

    Reply reply = connect(STRIPE);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body())
        .isEqualTo("{\"error\":\"Stripe could not be asked: no route to host\"}");
  }

  @Test
  void namesEveryFieldThatIsMissingOrUnknown() {
    Reply reply =
        connect(
            "{\"provider\":\"posthog\",\"config\":{\"apiKey\":\""
                + " \",\"region\":\"eu\",\"x\":\"y\"}}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body())
        .isEqualTo(
            "{\"error\":\"The apiKey is required\",\"details\":["
                + "{\"path\":[\"config\",\"apiKey\"],\"message\":\"The apiKey is required\"},"
                + "{\"path\":[\"config\",\"projectId\"],\"message\":\"The projectId is required\"},"
                + "{\"path\":[\"config\",\"x\"],\"message\":\"PostHog has no field of this name\"}"
                + "]}");
  }

  @Test
  void saysWhatKeepsAnybodyFromSigningIn() {
    world.authorizations.obstruct(Catalogue.HUBSPOT, "HubSpot is not set up here");

    Reply reply = connect("{\"provider\":\"hubspot\"}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).isEqualTo("{\"error\":\"HubSpot is not set up here\"}");
  }

  @Test
  void saysThatThereIsNoConnector() {
    Reply reply = connect("{\"provider\":\"granola\",\"config\":{\"apiKey\":\"k\"}}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("error").asText()).startsWith("Granola cannot be connected yet");
  }

  @Test
  void refusesProvidersOfThePlatform() {
    Reply reply = connect("{\"provider\":\"composio\",\"config\":{}}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("error").asText()).startsWith("provider must be one of hubspot");
  }

  @Test
  void tellsEverythingThatIsWrongWithTheFieldsAtOnce() {
    Reply reply =
        connect(
            "{\"provider\":7,\"config\":{\"a\":null,\"b\":[],\"c\":null,\"d\":1},\"force\":\"yes\","
                + "\"extra\":1}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("error").asText()).isEqualTo("config takes no null");
    assertThat(reply.json().path("details").findValues("path").toString())
        .isEqualTo(
            "[[\"config\",\"a\"], [\"config\",\"c\"], [\"force\"],"
                + " [\"provider\"], [\"extra\"]]");
    assertThat(reply.json().path("details").findValuesAsText("message"))
        .contains(
            "force must be true or false",
            "provider must be a string",
            "The request body takes config, force, provider only");
  }

  @Test
  void refusesFieldsOfTheWrongKind() {
    assertThat(connect("{}").body())
        .isEqualTo(
            "{\"error\":\"provider is required\",\"details\":["
                + "{\"path\":[\"provider\"],\"message\":\"provider is required\"}]}");
    assertThat(connect("{\"provider\":null}").json().path("error").asText())
        .isEqualTo("provider must be a string");
    assertThat(connect("{\"provider\":\"nope\"}").json().path("error").asText())
        .startsWith("provider must be one of");
    for (String config : List.of("null", "[]", "\"x\"", "1")) {
      Reply reply = connect("{\"provider\":\"stripe\",\"config\":" + config + "}");
      assertThat(reply.json().path("error").asText()).isEqualTo("config must be an object");
    }
    assertThat(connect("{\"provider\":\"stripe\",\"force\":null}").json().path("error").asText())
        .isEqualTo("force must be true or false");
  }
}
