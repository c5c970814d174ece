package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.domain.connection.Connection;
import dev.tidemark.domain.failure.Failure;
import dev.tidemark.domain.failure.FailureCode;
import dev.tidemark.domain.sync.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SyncStatusResourceTest {
  private static final String STRIPE = "/api/integrations/sync-status?provider=stripe";

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
  void tellsOfAProviderThatIsNotConnected() {
    Reply reply = http.get(STRIPE);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body())
        .isEqualTo(
            "{\"provider\":\"stripe\",\"name\":\"Stripe\",\"category\":\"billing\","
                + "\"status\":\"not_connected\",\"syncs\":[]}");
  }

  @Test
  void listsTheModelsByNameAndWritesWhatIsAbsentAsNull() {
    world.connectStripe();

    JsonNode json = http.get(STRIPE).json();

    assertThat(json.path("status").asText()).isEqualTo("connected");
    assertThat(json.path("syncs").findValuesAsText("model"))
        .isEqualTo(
            List.of(
                "StripeCharge",
                "StripeCustomer",
                "StripeInvoice",
                "StripePrice",
                "StripeProduct",
                "StripeSubscription"));
    assertThat(json.path("syncs").path(0).toString())
        .isEqualTo(
            "{\"model\":\"StripeCharge\",\"status\":\"PENDING\",\"lastSyncedAt\":null,"
                + "\"errorMessage\":null}");
  }

  @Test
  void writesInstantsInUtcWithMillisecondsIfThereAreAny() {
    world.connectStripe();
    world.change(
        "StripeCharge", world.run(new Outcome.Succeeded(Instant.parse("2026-03-01T12:00:00Z"))));
    world.change(
        "StripeInvoice",
        world.run(new Outcome.Succeeded(Instant.parse("2026-03-01T12:00:00.0456789Z"))));

    JsonNode syncs = http.get(STRIPE).json().path("syncs");

    assertThat(syncs.path(0).toString())
        .isEqualTo(
            "{\"model\":\"StripeCharge\",\"status\":\"SUCCESS\","
                + "\"lastSyncedAt\":\"2026-03-01T12:00:00Z\",\"errorMessage\":null}");
    assertThat(syncs.path(2).path("lastSyncedAt").asText()).isEqualTo("2026-03-01T12:00:00.045Z");
  }

  @Test
  void tellsWhyAModelFailedAndWhenItLastSucceeded() {
    world.connectStripe();
    world.change("StripePrice", world.run(new Outcome.Succeeded(World.START)));
    Failure failure =
        new Failure(FailureCode.PROVIDER_ERROR, true, "Stripe said \"no\"\n\u2028tab\t", "");
    world.change("StripePrice", world.run(new Outcome.Failed(World.START, failure)));

    JsonNode price = http.get(STRIPE).json().path("syncs").path(3);

    assertThat(price.path("status").asText()).isEqualTo("FAILED");
    assertThat(price.path("lastSyncedAt").asText()).isEqualTo("2026-03-01T12:00:00Z");
    assertThat(price.path("errorMessage").asText()).isEqualTo("Stripe said \"no\"\n\u2028tab\t");
  }

  @Test
  void neverRepeatsAnAnswerThatIsNotTrueAnyMore() {
    world.connectStripe();
    world.change("StripePrice", world.run(new Outcome.Succeeded(World.START)));
    assertThat(statusOfPrice()).isEqualTo("SUCCESS");
    assertThat(statusOfPrice()).isEqualTo("SUCCESS");

    world.now.set(World.START.plus(Duration.ofHours(3)));
    assertThat(statusOfPrice()).isEqualTo("FAILED");

    world.now.set(World.START);
    world.change("StripePrice", world.run(new Outcome.Succeeded(World.START.plusSeconds(1))));
    assertThat(http.get(STRIPE).body()).contains("2026-03-01T12:00:01Z");

    Connection connection = world.store.find(World.STRIPE).orElseThrow();
    world.store.save(connection.rejected("revoked"));
    JsonNode rejected = http.get(STRIPE).json();
    assertThat(rejected.path("status").asText()).isEqualTo("not_connected");
    assertThat(rejected.path("syncs").findValuesAsText("errorMessage"))
        .containsOnly("credentials rejected; reconnect");

    world.store.removeAll(World.STRIPE);
    world.store.remove(World.STRIPE);
    assertThat(http.get(STRIPE).json().path("syncs")).isEmpty();
  }

  private String statusOfPrice() {
    return http.get(STRIPE).json().path("syncs").path(3).path("status").asText();
  }

  @Test
  void understandsAliasesAndOtherSpellings() {
    for (String spelling :
        List.of(
            "google-mail",
            "gmail",
            "GMail",
            "Google+Mail",
            "google_mail",
            "%20google%20mail%20",
            "google%2Dmail")) {
      Reply reply = http.get("/api/integrations/sync-status?provider=" + spelling);

      assertThat(reply.json().path("provider").asText()).as(spelling).isEqualTo("google-mail");
    }
  }

  @Test
  void ignoresOtherParameters() {
    Reply reply = http.get("/api/integrations/sync-status?verbose&x=1&provider=stripe&y");

    assertThat(reply.json().path("provider").asText()).isEqualTo("stripe");
  }

  @Test
  void namesWhatIsAcceptedWhenNoProviderIsNamed() {
    for (String query :
        List.of("", "?", "?provider", "?provider=", "?provider=%20", "?Provider=x")) {
      Reply reply = http.get("/api/integrations/sync-status" + query);

      assertThat(reply.status()).as(query).isEqualTo(400);
      assertThat(reply.json().path("error").asText())
          .isEqualTo(
              "provider is required: hubspot, attio, slack, fireflies, granola, google-calendar,"
                  + " google-mail, posthog, stripe, supabase, clerk, pylon");
      assertThat(reply.json().path("details").path(0).path("path").toString())
          .isEqualTo("[\"provider\"]");
    }
  }

  @Test
  void namesWhatIsAcceptedWhenTheProviderIsNotKnown() {
    for (String word : List.of("nope", "composio", "..%2F..", "%00", "%FF", "a".repeat(500))) {
      Reply reply = http.get("/api/integrations/sync-status?provider=" + word);

      assertThat(reply.status()).as(word).isEqualTo(400);
      assertThat(reply.json().path("error").asText())
          .startsWith("provider must be one of hubspot, attio, ")
          .endsWith(", clerk, pylon");
    }
  }

  @Test
  void refusesTwoProviders() {
    Reply reply = http.get("/api/integrations/sync-status?provider=stripe&provider=slack");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("error").asText()).isEqualTo("provider must be given only once");
  }

  @Test
  void answersHeadWithTheSameHeadersAndNoBody() {
    Reply get = http.get(STRIPE);
    Reply head = http.send("HEAD", STRIPE, "", "Authorization", "Bearer " + World.KEY);

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
    assertThat(head.header("Content-Type")).isEqualTo("application/json");
  }
}
