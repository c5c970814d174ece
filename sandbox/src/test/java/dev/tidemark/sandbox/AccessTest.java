package dev.tidemark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When a provider lets nobody in, or not so often. */
class AccessTest extends SandboxTestBase {

  @Test
  void revokesAndRestoresTheCredentials() throws Exception {
    stripe().revoke();
    composio().revoke();

    JsonNode error = client.stripe("/v1/account").json().path("error");
    assertThat(client.stripe("/v1/account").status()).isEqualTo(401);
    assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
    assertThat(client.composio("/api/v3/tools").status()).isEqualTo(401);

    stripe().restore();
    assertThat(client.stripe("/v1/account").status()).isEqualTo(200);
    assertThat(client.composio("/api/v3/tools").status()).isEqualTo(401);
  }

  @Test
  void limitsTheRate() throws Exception {
    stripe().rateLimit(new RateLimit(3, Duration.ofSeconds(10)));
    composio().rateLimit(new RateLimit(1, Duration.ofSeconds(10)));
    client.composio("/api/v3/tools");
    for (int i = 0; i < 3; i++) {
      assertThat(client.stripe("/v1/products").status()).isEqualTo(200);
    }
    clock.advance(Duration.ofSeconds(4));

    Client.Reply limited = client.stripe("/v1/products");
    Client.Reply other = client.composio("/api/v3/tools");

    assertThat(limited.status()).isEqualTo(429);
    assertThat(limited.json().path("error").path("code").asText()).isEqualTo("rate_limit");
    assertThat(limited.header("Retry-After")).isEmpty();
    assertThat(limited.header("Stripe-Rate-Limited-Reason")).isPresent();
    assertThat(other.status()).isEqualTo(429);
    assertThat(other.header("Retry-After")).contains("6");

    clock.advance(Duration.ofSeconds(6));
    assertThat(client.stripe("/v1/products").status()).isEqualTo(200);
    stripe().rateLimit(null);
    for (int i = 0; i < 5; i++) {
      assertThat(client.stripe("/v1/products").status()).isEqualTo(200);
    }
  }
}
