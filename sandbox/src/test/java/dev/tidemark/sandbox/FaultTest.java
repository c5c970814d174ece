package dev.tidemark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.sandbox.fault.Effect;
import dev.tidemark.sandbox.fault.Fault;
import dev.tidemark.sandbox.fault.RetryAfter;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every fault as a client sees it. */
@Timeout(60)
class FaultTest extends SandboxTestBase {
  private static final String CUSTOMERS = "/v1/customers?limit=100";

  @Test
  void answersAStatusInTheProvidersOwnShape() throws Exception {
    for (int status : List.of(400, 401, 403, 404, 429, 500, 502, 503)) {
      stripe().faults(List.of(Fault.once(status(status))));
      composio().faults(List.of(Fault.once(status(status))));

      Client.Reply stripe = client.stripe(CUSTOMERS);
      Client.Reply composio = client.composio("/api/v3/tools");

      assertThat(stripe.status()).isEqualTo(status);
      assertThat(stripe.json().path("error").path("type").asText())
          .isEqualTo(status >= 500 ? "api_error" : "invalid_request_error");
      assertThat(composio.status()).isEqualTo(status);
      assertThat(composio.json().path("error").path("status").asInt()).isEqualTo(status);
      assertThat(stripe.header("Retry-After")).isEmpty();
      assertThat(client.stripe(CUSTOMERS).status()).isEqualTo(200);
    }
  }

  @Test
  void tellsWhenToRetryInSecondsOrAsADate() throws Exception {
    stripe()
        .faults(
            List.of(
                Fault.once(limited(RetryAfter.Form.SECONDS)),
                Fault.once(limited(RetryAfter.Form.DATE))));

    assertThat(client.stripe(CUSTOMERS).header("Retry-After")).contains("8");
    assertThat(client.stripe(CUSTOMERS).header("Retry-After"))
        .contains("Sun, 1 Mar 2026 12:00:08 GMT");
  }

  @Test
  void answersABodyThatNoProviderWouldWrite() throws Exception {
    stripe().inject(Fault.once(new Effect.Status(502, null, "<html>Bad gateway</html>")));

    Client.Reply reply = client.stripe(CUSTOMERS);

    assertThat(reply.status()).isEqualTo(502);
    assertThat(reply.response().body()).isEqualTo("<html>Bad gateway</html>");
  }

  @Test
  void keepsTheAnswerBack() throws Exception {
    stripe().inject(Fault.once(new Effect.Slow(Duration.ofMillis(300))));

    long start = System.nanoTime();
    Client.Reply reply = client.stripe(CUSTOMERS);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(299));
    assertThat(reply.ids()).hasSize(100);
  }

  @Test
  void dribblesTheAnswer() throws Exception {
    String whole = client.stripe("/v1/products?limit=1").response().body();
    stripe().inject(Fault.once(new Effect.Dribble(100, Duration.ofMillis(20))));

    long start = System.nanoTime();
    HttpResponse<InputStream> response = client.stripeStream("/v1/products?limit=1");
    byte[] body;
    try (InputStream in = response.body()) {
      body = in.readAllBytes();
    }

    assertThat(new String(body, StandardCharsets.UTF_8)).isEqualTo(whole);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isGreaterThan(Duration.ofMillis(20L * (whole.length() / 100)));
  }

  @Test
  void promisesMoreThanItSends() throws Exception {
    stripe().inject(Fault.always(new Effect.Truncate()));

    HttpResponse<InputStream> response = client.stripeStream(CUSTOMERS);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValueAsLong("Content-Length")).isPresent();
    try (InputStream in = response.body()) {
      assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
    }
  }

  @Test
  void sendsBrokenJson() throws Exception {
    stripe().inject(Fault.once(new Effect.Malformed()));

    Client.Reply reply = client.stripe(CUSTOMERS);

    assertThat(reply.status()).isEqualTo(200);
    assertThatThrownBy(reply::json).isInstanceOf(IllegalArgumentException.class);
    assertThat(client.stripe(CUSTOMERS).json().path("data")).hasSize(100);
  }

  @Test
  void closesTheConnectionWithoutAnAnswer() throws Exception {
    stripe().inject(Fault.always(new Effect.Close()));

    assertThatThrownBy(() -> client.stripe(CUSTOMERS)).isInstanceOf(IOException.class);

    stripe().faults(List.of());
    assertThat(client.stripe(CUSTOMERS).status()).isEqualTo(200);
  }

  @Test
  void sendsTheClientElsewhere() throws Exception {
    stripe().inject(Fault.once(new Effect.Redirect(URI.create("http://elsewhere.test/v1/x"), 302)));

    Client.Reply reply = client.stripe(CUSTOMERS);

    assertThat(reply.status()).isEqualTo(302);
    assertThat(reply.header("Location")).contains("http://elsewhere.test/v1/x");
  }

  @Test
  void floodsTheClient() throws Exception {
    long size = 20_000_000;
    stripe().inject(Fault.once(new Effect.Huge(size)));

    HttpResponse<InputStream> response = client.stripeStream(CUSTOMERS);

    long received = 0;
    byte[] buffer = new byte[64 * 1024];
    byte[] opening = new byte[12];
    try (InputStream in = response.body()) {
      received += in.readNBytes(opening, 0, opening.length);
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        received += n;
      }
    }
    assertThat(received).isEqualTo(size);
    assertThat(opening).asString().isEqualTo("{\"padding\":\"");
    assertThat(response.headers().firstValue("Content-Length")).isEmpty();
  }

  @Test
  void survivesAClientThatHangsUpDuringTheFlood() throws Exception {
    stripe().inject(Fault.once(new Effect.Huge(1_000_000_000)));
    HttpResponse<InputStream> response = client.stripeStream(CUSTOMERS);
    response.body().close();

    assertThat(client.stripe(CUSTOMERS).status()).isEqualTo(200);
  }

  @Test
  void takesAWholeProviderDownAndLeavesTheOthersUp() throws Exception {
    stripe().inject(Fault.always(new Effect.Down()));

    for (String path : List.of("/v1/customers", "/v1/account", "/v1/events")) {
      assertThatThrownBy(() -> client.stripe(path)).isInstanceOf(IOException.class);
    }
    assertThat(client.composio("/api/v3/tools").status()).isEqualTo(200);
    assertThat(client.get("/_sandbox/clock").status()).isEqualTo(200);

    stripe().faults(List.of());
    assertThat(client.stripe(CUSTOMERS).status()).isEqualTo(200);
  }

  @Test
  void hitsOnlyWhatItMatches() throws Exception {
    stripe()
        .faults(
            List.of(
                Fault.always(status(500)).path("/v1/customers"),
                Fault.always(status(502)).pattern("/v1/(invoices|charges)"),
                Fault.always(status(503)).method("POST")));

    assertThat(client.stripe("/v1/customers").status()).isEqualTo(500);
    assertThat(client.stripe("/v1/customers/cus_1").status()).isEqualTo(500);
    assertThat(client.stripe("/v1/charges").status()).isEqualTo(502);
    assertThat(client.stripe("/v1/charges/ch_1").status()).isEqualTo(404);
    assertThat(client.stripe("/v1/products").status()).isEqualTo(200);
  }

  @Test
  void hitsTheNthRequestAndThenSoManyMore() throws Exception {
    stripe().inject(Fault.always(status(500)).path("/v1/customers").nth(3).times(2));

    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      client.stripe("/v1/products");
      statuses.add(client.stripe("/v1/customers").status());
    }

    assertThat(statuses).containsExactly(200, 200, 500, 500, 200, 200);
    assertThat(stripe().faults().getFirst().seen()).isEqualTo(6);
    assertThat(stripe().faults().getFirst().applied()).isEqualTo(2);
  }

  @Test
  void letsTheFirstFaultThatIsStillActiveStrike() throws Exception {
    stripe().faults(List.of(Fault.once(status(500)), Fault.always(status(503)).times(2)));

    assertThat(client.stripe("/v1/customers").status()).isEqualTo(500);
    assertThat(client.stripe("/v1/customers").status()).isEqualTo(503);
    assertThat(client.stripe("/v1/customers").status()).isEqualTo(503);
    assertThat(client.stripe("/v1/customers").status()).isEqualTo(200);
  }

  @Test
  void endsItsWaitsWhenItCloses() throws Exception {
    stripe()
        .faults(
            List.of(
                Fault.always(new Effect.Slow(Duration.ofHours(1))).path("/v1/customers"),
                Fault.always(new Effect.Dribble(1, Duration.ofHours(1))).path("/v1/charges")));
    CompletableFuture<HttpResponse<String>> slow = client.stripeLater("/v1/customers");
    CompletableFuture<HttpResponse<String>> dribbling = client.stripeLater("/v1/charges");
    awaitStrikes();

    long start = System.nanoTime();
    sandbox.close();

    assertThatThrownBy(() -> slow.get(20, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(IOException.class);
    assertThatThrownBy(() -> dribbling.get(20, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(IOException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  /** Until every fault has struck. */
  private void awaitStrikes() {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (stripe().faults().stream().anyMatch(standing -> standing.applied() == 0)) {
      assertThat(System.nanoTime()).as("faults struck in time").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private static Effect status(int status) {
    return new Effect.Status(status, null, null);
  }

  private static Effect limited(RetryAfter.Form form) {
    return new Effect.Status(429, new RetryAfter(Duration.ofMillis(7100), form), null);
  }
}
