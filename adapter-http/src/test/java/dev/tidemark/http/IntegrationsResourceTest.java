package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.domain.failure.Failure;
import dev.tidemark.domain.failure.FailureCode;
import dev.tidemark.domain.sync.Outcome;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IntegrationsResourceTest {
  private World world;
  private Http http;

  @BeforeEach
  void start() {
    world = new World();
    http = world.http();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void listsEveryProviderOfTheContractInTheOrderOfTheCatalogue() {
    JsonNode items = http.get("/api/integrations").json().path("items");

    assertThat(items.findValuesAsText("id"))
        .containsExactly(
            "hubspot",
            "attio",
            "slack",
            "fireflies",
            "granola",
            "google-calendar",
            "google-mail",
            "posthog",
            "stripe",
            "supabase",
            "clerk",
            "pylon");
    assertThat(items.path(0).toString())
        .isEqualTo(
            "{\"id\":\"hubspot\",\"name\":\"HubSpot\",\"category\":\"crm\","
                + "\"status\":\"not_connected\",\"connectionId\":null,"
                + "\"lastDataReceivedAt\":null,\"syncStatus\":null,\"errorMessage\":null}");
  }

  @Test
  void tellsHowAConnectionIsDoing() {
    world.connectStripe();
    assertThat(stripe().toString())
        .isEqualTo(
            "{\"id\":\"stripe\",\"name\":\"Stripe\",\"category\":\"billing\","
                + "\"status\":\"connected\",\"connectionId\":\"stripe-org_demo\","
                + "\"lastDataReceivedAt\":null,\"syncStatus\":\"PENDING\",\"errorMessage\":null}");

    Failure failure = new Failure(FailureCode.NETWORK, true, "Stripe did not answer", "");
    world.change("StripePrice", world.run(new Outcome.Failed(World.START, failure)));
    assertThat(stripe().path("syncStatus").asText()).isEqualTo("FAILED");
    assertThat(stripe().path("errorMessage").asText()).isEqualTo("Stripe did not answer");
    assertThat(stripe().path("lastDataReceivedAt").asText()).isEqualTo("2026-03-01T12:00:00Z");
  }

  private JsonNode stripe() {
    return http.get("/api/integrations").json().path("items").path(8);
  }

  @Test
  void listsOnlyWhatIsConnectedWhenAskedTo() {
    world.connectStripe();
    for (String query : List.of("connectedOnly=true", "x=1&connectedOnly=true")) {
      assertThat(ids(query)).as(query).containsExactly("stripe");
    }
    for (String query :
        List.of(
            "",
            "connectedOnly=false",
            "connectedOnly",
            "connectedOnly=",
            "connectedOnly=TRUE",
            "connectedOnly=1",
            "connectedOnly=yes",
            "connectedOnly=true&connectedOnly=false")) {
      assertThat(ids(query)).as(query).hasSize(12);
    }
  }

  private List<String> ids(String query) {
    Reply reply = http.get("/api/integrations?" + query);
    assertThat(reply.status()).isEqualTo(200);
    return reply.json().path("items").findValuesAsText("id");
  }

  @Test
  void tellsWhyRejectedCredentialsKeepAProviderFromBeingConnected() {
    world.connectStripe();
    world.store.save(world.store.find(World.STRIPE).orElseThrow().rejected("revoked"));

    assertThat(stripe().path("status").asText()).isEqualTo("not_connected");
    assertThat(stripe().path("connectionId").asText()).isEqualTo("stripe-org_demo");
    assertThat(stripe().path("errorMessage").asText()).isEqualTo("credentials rejected; reconnect");
    assertThat(ids("connectedOnly=true")).isEmpty();
  }
}
