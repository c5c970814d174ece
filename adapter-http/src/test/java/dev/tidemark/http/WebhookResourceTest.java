package dev.tidemark.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.connector.Credentials;
import dev.tidemark.application.store.StorageException;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.sync.Outcome;
import dev.tidemark.domain.sync.SyncId;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookResourceTest {
  private static final String STRIPE = "/webhooks/stripe/stripe-org_demo";
  private static final String REFUSED = "{\"error\":\"Invalid credentials\"}";

  private World world;

  @BeforeEach
  void start() {
    world = new World().connectStripe();
    world.vault.store(
        World.STRIPE, new Credentials(Map.of("apiKey", "rk_1")).withWebhookSecret("whsec_1"));
    var unused = world.change("StripeCustomer", world.run(new Outcome.Succeeded(World.START)));
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private Reply deliver(String path, String... headers) {
    return world.http().send("POST", path, "{\"type\":\"customer.updated\"}", headers);
  }

  private void refused(Reply reply) {
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.body()).isEqualTo(REFUSED);
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    assertThat(reply.headers().firstValue("WWW-Authenticate")).isEmpty();
  }

  @Test
  void takesAGenuineDeliveryAndHasItsModelFetchedSoon() {
    SyncId customers = new SyncId(World.STRIPE, new ModelName("StripeCustomer"));
    assertThat(world.store.find(customers).orElseThrow().nextRun().orElseThrow())
        .isAfter(World.START.plusSeconds(3000));

    world.now.set(World.START.plusSeconds(30));
    Reply reply = deliver(STRIPE, "X-Signature", "whsec_1", "X-Delivery", "evt_1");

    assertThat(reply.status()).isEqualTo(204);
    assertThat(reply.body()).isEmpty();
    assertThat(reply.headers().firstValue("Content-Type")).isEmpty();
    assertThat(world.store.due(customers).orElseThrow()).isBefore(World.START.plusSeconds(120));
    assertThat(world.setups.find(World.STRIPE).orElseThrow().deliveredAt())
        .isEqualTo(World.START.plusSeconds(30));
  }

  @Test
  void answersEveryRefusalAlike() {
    assertThat(deliver(STRIPE, "X-Signature", "whsec_1").status()).isEqualTo(204);
    refused(deliver(STRIPE, "X-Signature", "whsec_1"));
    refused(deliver(STRIPE));
    refused(deliver(STRIPE, "X-Signature", "whsec_2"));
    refused(deliver(STRIPE, "X-Signature", "whsec_1", "X-Signature", "whsec_1"));
    refused(deliver(STRIPE, "Authorization", "Bearer " + World.KEY));
    for (String path :
        new String[] {
          "/webhooks/stripe/stripe-org_nobody",
          "/webhooks/stripe/org_demo",
          "/webhooks/stripe/posthog-org_demo",
          "/webhooks/stripe/pylons-org_demo",
          "/webhooks/posthog/stripe-org_demo",
          "/webhooks/Stripe/Stripe-org_demo",
          "/webhooks/nope/nope-org_demo",
          "/webhooks/stripe/stripe-",
          "/webhooks/stripe/stripe-%00",
          "/webhooks/st%20ripe/st%20ripe-org_demo",
          "/webhooks/stripe/stripe-" + "a".repeat(200),
          "/webhooks/composio/composio-platform",
          "/webhooks/%C3%A9/%C3%A9-org_demo"
        }) {
      refused(deliver(path, "X-Signature", "whsec_1", "X-Delivery", path));
    }
    world.vault.store(World.STRIPE, new Credentials(Map.of("apiKey", "rk_1")));
    refused(deliver(STRIPE, "X-Signature", "whsec_1", "X-Delivery", "evt_9"));
    refused(world.http().send("POST", STRIPE, ""));
  }

  @Test
  void handsOverTheBytesAsTheyWereSent() {
    String bytes = "{ \"a\" :\r\n\u0000\u00ff\u00fe\u00e9\u0080}  ";
    for (String type : new String[] {"", "Content-Type: text/weird; charset=x\r\n"}) {
      try (RawHttp raw = new RawHttp(world.server.port())) {
        RawHttp.Answer answer =
            raw.send(
                    "POST "
                        + STRIPE
                        + " HTTP/1.1\r\nHost: x\r\n"
                        + type
                        + "X-Signature: whsec_1\r\nX-Delivery: raw"
                        + type.length()
                        + "\r\nContent-Length: "
                        + bytes.length()
                        + "\r\n\r\n"
                        + bytes)
                .read(true);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(world.webhooks.lastBody()).isEqualTo(bytes.getBytes(ISO_8859_1));
        raw.send("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(raw.read(true).status()).isEqualTo(200);
      }
    }
  }

  @Test
  void takesAMebibyteAndNotOneByteMore() {
    String largest = "x".repeat(1024 * 1024);

    Reply taken = world.http().send("POST", STRIPE, largest, "X-Signature", "whsec_1");
    assertThat(taken.status()).isEqualTo(204);
    for (String path : new String[] {STRIPE, "/webhooks/nope/nope"}) {
      Reply larger = world.http().send("POST", path, largest + "x", "X-Signature", "whsec_1");
      assertThat(larger.status()).isEqualTo(413);
      assertThat(larger.body())
          .isEqualTo("{\"error\":\"The request body is larger than 1048576 bytes\"}");
    }
  }

  @Test
  void takesNothingButAPost() {
    for (String method : new String[] {"GET", "PUT", "DELETE", "HEAD"}) {
      Reply reply = world.http().send(method, STRIPE, "", "X-Signature", "whsec_1");
      assertThat(reply.status()).isEqualTo(405);
      assertThat(reply.header("Allow")).isEqualTo("OPTIONS, POST");
    }
    assertThat(world.http().send("POST", "/webhooks/stripe", "").status()).isEqualTo(404);
    assertThat(world.http().send("POST", STRIPE + "/x", "").status()).isEqualTo(404);
  }

  @Test
  void asksTheProviderToComeAgainWhenTheStoreCannotAnswer() {
    world.store.fail(() -> new StorageException("down", new IllegalStateException("host db")));

    Reply reply = deliver(STRIPE, "X-Signature", "whsec_1");

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.body()).isEqualTo("{\"error\":\"The service is temporarily unavailable\"}");
  }
}
