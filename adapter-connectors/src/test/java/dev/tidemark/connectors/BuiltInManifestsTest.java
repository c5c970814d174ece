package dev.tidemark.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.application.connector.CredentialCheck;
import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.connector.ModelReader;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.connectors.support.Acme;
import dev.tidemark.connectors.support.Acme.Copy;
import dev.tidemark.domain.failure.FetchFailure;
import dev.tidemark.domain.sync.Checkpoint;
import dev.tidemark.sandbox.Sandbox;
import dev.tidemark.sandbox.SandboxSettings;
import dev.tidemark.sandbox.fault.Effect;
import dev.tidemark.sandbox.fault.Fault;
import dev.tidemark.testkit.SettableClock;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The built-in manifests against the providers' emulators. */
class BuiltInManifestsTest {
  private static final Map<String, String> STRIPE_MODELS =
      new LinkedHashMap<>(
          Map.of(
              "StripeCustomer", "customers",
              "StripeSubscription", "subscriptions",
              "StripeInvoice", "invoices",
              "StripeProduct", "products",
              "StripePrice", "prices",
              "StripeCharge", "charges"));

  private final SettableClock clock = new SettableClock(Acme.NOON);
  private Sandbox sandbox;
  private Acme stripe;
  private Acme composio;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(SandboxSettings.with(clock).withGrowth(0));
    stripe =
        Acme.builtIn("stripe", sandbox.uri("stripe"), clock)
            .connectedWith(Map.of("apiKey", "sk_test_sandbox"));
    composio =
        Acme.builtIn("composio", sandbox.uri("composio"), clock)
            .connectedWith(Map.of("apiKey", "ak_sandbox"));
  }

  @AfterEach
  void stop() {
    stripe.close();
    composio.close();
    sandbox.close();
  }

  private Map<String, String> truth(String provider, String collection, String key) {
    Map<String, String> truth = new TreeMap<>();
    for (ObjectNode object : sandbox.provider(provider).data().objects(collection)) {
      truth.put(object.path(key).asText(), Json.canonical(object));
    }
    return truth;
  }

  @Test
  void readsAllOfStripe() {
    STRIPE_MODELS.forEach((model, collection) ->
        assertThat(stripe.full(model, new Copy()).records())
            .as(model)
            .isNotEmpty()
            .isEqualTo(truth("stripe", collection, "id")));
  }

  @Test
  void keepsStripeCurrent() {
    Map<String, Copy> copies = new LinkedHashMap<>();
    STRIPE_MODELS.keySet().forEach(model -> copies.put(model, stripe.full(model, new Copy())));
    clock.advance(Duration.ofHours(1));
    var data = sandbox.provider("stripe").data();
    for (int i = 0; i < 130; i++) {
      ObjectNode customer = data.objects("customers").get(i);
      data.change(
          "customers", customer.path("id").asText(), Json.object().put("name", "Name " + i));
    }
    data.delete("customers", data.objects("customers").get(3).path("id").asText());
    data.add("customers", Json.object().put("name", "New"));
    data.add("products", Json.object().put("name", "Product"));
    clock.advance(Duration.ofHours(1));

    STRIPE_MODELS.forEach((model, collection) ->
        assertThat(stripe.increment(model, copies.get(model)).records())
            .as(model)
            .isEqualTo(truth("stripe", collection, "id")));
  }

  @Test
  void goesOnFromAnyPageOfStripe() {
    Copy copy = new Copy();
    Optional<Checkpoint> at = Optional.empty();
    boolean last = false;
    while (!last) {
      try (ModelReader reader = stripe.open("StripeCustomer", true, at)) {
        Fetched.Page page = (Fetched.Page) reader.next();
        copy.store(page);
        at = Optional.of(page.checkpoint());
        last = page.last();
      }
    }
    assertThat(copy.pages()).hasSizeGreaterThan(2);
    assertThat(copy.records()).isEqualTo(truth("stripe", "customers", "id"));
  }

  @Test
  void checksKeysWithTheProviders() {
    assertThat(stripe.check()).isEqualTo(new CredentialCheck.Accepted());
    assertThat(composio.check()).isEqualTo(new CredentialCheck.Accepted());

    sandbox.provider("stripe").revoke();
    sandbox.provider("composio").revoke();
    assertThat(stripe.check()).isInstanceOf(CredentialCheck.Rejected.class);
    assertThat(composio.check()).isInstanceOf(CredentialCheck.Rejected.class);
    assertThat(stripe.failure("StripeCharge"))
        .isInstanceOf(FetchFailure.CredentialsRejected.class)
        .extracting(FetchFailure::message)
        .asString()
        .startsWith("Stripe answered 401 to StripeCharge: ")
        .doesNotContain("sk_test_sandbox");
    assertThat(composio.failure("ComposioTool"))
        .isInstanceOf(FetchFailure.CredentialsRejected.class);
  }

  @Test
  void tellsWhatIsWrongWithTheProvider() {
    var faults = sandbox.provider("stripe");
    assertThat(failure(new Effect.Truncate())).isInstanceOf(FetchFailure.InvalidData.class);
    assertThat(failure(new Effect.Malformed())).isInstanceOf(FetchFailure.InvalidData.class);
    assertThat(failure(new Effect.Close())).isInstanceOf(FetchFailure.NetworkFailed.class);
    assertThat(failure(new Effect.Huge(40_000_000))).isInstanceOf(FetchFailure.InvalidData.class);
    assertThat(failure(new Effect.Status(503, null, null)))
        .isInstanceOf(FetchFailure.ProviderUnavailable.class);
    assertThat(failure(new Effect.Redirect(URI.create("https://127.0.0.1:1/"), 302)))
        .isEqualTo(
            new FetchFailure.RequestRefused(
                "Stripe answered StripePrice with a redirect to an address outside the public"
                    + " internet"));
    faults.faults(List.of());
    assertThat(stripe.full("StripePrice", new Copy()).pages()).isNotEmpty();
  }

  private FetchFailure failure(Effect effect) {
    sandbox.provider("stripe").faults(List.of(Fault.always(effect)));
    return stripe.failure("StripePrice");
  }

  @Test
  void renewsTheAccessTokensOfHubspot() {
    Map<String, String> signedIn =
        Map.of(
            "grant", "refresh_token",
            "clientId", "client",
            "clientSecret", "secret",
            "refreshToken", "refresh-pat-na1-sandbox");
    try (Acme hubspot =
        Acme.builtIn("hubspot", sandbox.uri("hubspot"), clock).connectedWith(signedIn)) {
      assertThat(hubspot.check()).isEqualTo(new CredentialCheck.Accepted());
      Copy copy = hubspot.full("HubspotOwner", new Copy());
      clock.advance(Duration.ofMinutes(31));

      assertThat(hubspot.full("HubspotOwner", new Copy()).records())
          .isNotEmpty()
          .isEqualTo(copy.records());
      assertThat(sandbox.provider("hubspot").requests())
          .as("one token for the check, one for the readers, and its renewal")
          .containsEntry("POST /oauth/v1/token", 3L);

      clock.advance(Duration.ofMinutes(31));
      sandbox.provider("hubspot").revoke();
      assertThat(hubspot.failure("HubspotOwner"))
          .isInstanceOf(FetchFailure.CredentialsRejected.class);
    }
  }

  @Test
  void asksPosthogInTheRegionOfTheConnection() {
    Map<String, String> wrong =
        Map.of("apiKey", "phx_sandbox", "region", "moon", "projectId", "10001");
    try (Acme posthog =
        Acme.builtIn("posthog", sandbox.uri("posthog"), clock).connectedWith(wrong)) {
      assertThat(posthog.check()).isInstanceOf(CredentialCheck.Rejected.class);
      posthog.connectedWith(Map.of("apiKey", "phx_sandbox", "region", "EU", "projectId", "10001"));
      assertThat(posthog.check()).isEqualTo(new CredentialCheck.Accepted());
      posthog.connectedWith(Map.of("apiKey", "phx_sandbox", "region", "us", "projectId", "10002"));
      assertThat(posthog.check()).isInstanceOf(CredentialCheck.Rejected.class);
    }
  }
}
