package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.application.connector.Credentials;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.provider.ProviderId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookStepTest {
  private static final String PATH = "/api/integrations/setup-step";

  private World world;

  @BeforeEach
  void start() {
    world = new World().connectStripe().connect(World.POSTHOG);
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private Reply step(String provider, String more) {
    return world
        .http()
        .post(PATH, "{\"provider\":\"%s\",\"step\":\"webhooks\"%s}".formatted(provider, more));
  }

  private String secret(ConnectionId connection) {
    return world.vault.find(connection).flatMap(Credentials::webhookSecret).orElse("none");
  }

  @Test
  void tellsWhatIsToBeDoneAtAProviderThatMakesTheSecret() {
    Reply reply = step("stripe", "");

    assertThat(reply.status()).isEqualTo(200);
    String action =
        """
        {"id":"webhook-setup","provider":"stripe","label":"Set up the webhook",\
        "command":"curl \\"$TIDEMARK_URL/api/integrations/setup-step\\" \
        -H \\"Authorization: Bearer $TIDEMARK_API_KEY\\" -H 'Content-Type: application/json' \
        -d '{\\"provider\\":\\"stripe\\",\\"step\\":\\"webhooks\\",\
        \\"config\\":{\\"webhookSecret\\":\\"<webhookSecret>\\"}}'"}\
        """;
    assertThat(reply.body())
        .isEqualTo(
            """
            {"status":"manual_setup_required","provider":"stripe","step":"webhook-setup",\
            "connectionId":"stripe-org_demo","setup":{"mode":"manual",\
            "webhookUrl":"http://127.0.0.1:%2$d/webhooks/stripe/stripe-org_demo","secret":null,\
            "events":["customer.created","customer.updated"],"configFields":[\
            {"key":"webhookSecret","label":"Signing secret of the webhook","secret":true,\
            "required":true}],"notes":["Add an endpoint in Stripe's dashboard."]},\
            "nextActions":[%1$s],"setupProgress":{"currentState":"manual_setup_required",\
            "blockingStep":{"id":"webhook-setup","provider":"stripe",\
            "label":"Set up the webhook","apiStep":"webhooks","required":false},\
            "nextAction":%1$s}}\
            """
                .formatted(action, world.server.port()));
  }

  @Test
  void isDoneWhenTheSecretIsThere() {
    Reply reply = step("stripe", ",\"config\":{\"webhookSecret\":\" whsec_1 \"}");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().path("status").asText()).isEqualTo("completed");
    assertThat(reply.json().path("setupProgress").toString())
        .isEqualTo("{\"currentState\":\"complete\",\"blockingStep\":null,\"nextAction\":null}");
    assertThat(reply.json().path("nextActions")).isEmpty();
    assertThat(reply.body()).doesNotContain("whsec_1");
    assertThat(secret(World.STRIPE)).isEqualTo("whsec_1");

    Reply again = step("stripe", "");
    assertThat(again.body()).isEqualTo(reply.body());
  }

  @Test
  void refusesWhatIsNoSecretOfTheProvider() {
    for (String config : List.of("{}", "{\"webhookSecret\":\"\"}", "{\"webhookSecret\":\"x\"}")) {
      Reply reply = step("stripe", ",\"config\":" + config);

      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.json().path("details").path(0).path("path").toString())
          .isEqualTo("[\"config\",\"webhookSecret\"]");
    }
    assertThat(step("stripe", ",\"config\":{\"webhookSecret\":1,\"x\":2}").json().path("details"))
        .extracting(issue -> issue.path("message").asText())
        .containsExactly("webhookSecret must be a string", "This object takes webhookSecret only");
    assertThat(secret(World.STRIPE)).isEqualTo("none");
  }

  @Test
  void showsTheSecretThatWeMakeUntilTheWebhookIsConfirmed() {
    JsonNode first = step("posthog", "").json();

    String secret = first.path("setup").path("secret").asText();
    assertThat(secret).matches("tmwh_[A-Za-z0-9_-]{43}").isEqualTo(secret(World.POSTHOG));
    assertThat(first.path("setup").path("configFields").path(0).path("required").asBoolean())
        .isFalse();
    assertThat(first.path("setupProgress").path("nextAction").path("command").asText())
        .endsWith("\"config\":{}}'");
    assertThat(step("posthog", "").json()).isEqualTo(first);

    Reply done = step("posthog", ",\"config\":{}");
    assertThat(done.json().path("status").asText()).isEqualTo("completed");
    assertThat(done.body()).doesNotContain(secret);
    assertThat(step("posthog", "").body()).isEqualTo(done.body());
  }

  @Test
  void cannotBeConfirmedBeforeAnybodySawTheSecret() {
    assertThat(step("posthog", ",\"config\":{}").json().path("status").asText())
        .isEqualTo("manual_setup_required");
  }

  @Test
  void saysThatTheWebhookIsNotKnownHere() {
    world.connect(new ConnectionId(new ProviderId("pylon"), World.ORGANIZATION));

    Reply reply = step("pylon", "");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("error").asText())
        .isEqualTo("Pylon has no webhook that can be set up here");
  }

  @Test
  void wantsAConnectionFirst() {
    world.store.remove(World.STRIPE);

    for (String more : List.of("", ",\"config\":{\"webhookSecret\":\"whsec_1\"}")) {
      Reply reply = step("stripe", more);

      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.json().path("error").asText())
          .isEqualTo("Stripe is not connected: connect it first");
    }
  }
}
