package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.http.exchange.RateLimit;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private static final String ADMIN = "/v1/admin/composio/sync/status";

  private World world;

  @BeforeEach
  void start() {
    world = world(Optional.of(new RateLimit(2, Duration.ofSeconds(5))));
  }

  private static World world(Optional<RateLimit> limit) {
    return new World(
        new HttpSettings("127.0.0.1", 0, World.MAX_BODY, limit, Duration.ofSeconds(5)),
        new ProbeResource());
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private Reply list() {
    return world.http().get("/api/integrations");
  }

  private Reply admin(String path) {
    return world.http().send("GET", path, "", "X-API-Key", World.ADMIN_KEY);
  }

  @Test
  void refusesAKeyThatIsUsedTooOftenAndSaysWhenItMayComeBack() {
    assertThat(list().status()).isEqualTo(200);
    assertThat(list().status()).isEqualTo(200);

    Reply refused = list();
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("Retry-After")).isEqualTo("3");
    assertThat(refused.body()).isEqualTo("{\"error\":\"Too many requests; try again later\"}");

    world.now.updateAndGet(now -> now.plusSeconds(2));
    assertThat(list().header("Retry-After")).isEqualTo("1");
    world.now.updateAndGet(now -> now.plusSeconds(1));
    assertThat(list().status()).isEqualTo(200);
    assertThat(list().status()).isEqualTo(429);
  }

  @Test
  void saysSoOnEverySurfaceInItsOwnShape() {
    list();
    list();
    Reply keyCheck =
        world
            .http()
            .send("POST", "/api/validate-api-key", "", "Authorization", "Bearer " + World.KEY);
    assertThat(keyCheck.status()).isEqualTo(429);
    assertThat(keyCheck.body())
        .isEqualTo("{\"valid\":false,\"error\":\"Too many requests; try again later\"}");

    admin(ADMIN);
    admin(ADMIN);
    Reply envelope = admin(ADMIN);
    assertThat(envelope.status()).isEqualTo(429);
    assertThat(envelope.header("Retry-After")).isEqualTo("3");
    assertThat(envelope.body())
        .isEqualTo(
            ("{\"success\":false,\"error\":{\"code\":\"RATE_LIMITED\","
                    + "\"message\":\"Too many requests; try again later\","
                    + "\"system_message\":\"The rate limit of the key is exceeded\","
                    + "\"type\":\"rate_limit_error\",\"status\":429,\"trace_id\":\"%s\","
                    + "\"timestamp\":\"2026-03-01T12:00:00Z\",\"details\":{}}}")
                .formatted(envelope.header("X-Request-Id")));
    Reply details = admin("/v1/probe");
    assertThat(details.status()).isEqualTo(429);
    assertThat(details.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(details.header("Retry-After")).isEqualTo("3");
    assertThat(details.json().path("title").asText()).isEqualTo("Too Many Requests");
  }

  @Test
  void countsEveryKeyForItselfAndNobodyWithoutOne() {
    for (int i = 0; i < 5; i++) {
      assertThat(world.http().send("GET", "/api/integrations", "").status()).isEqualTo(401);
      assertThat(world.http().send("GET", "/health/live", "").status()).isEqualTo(200);
    }
    list();
    list();
    assertThat(list().status()).isEqualTo(429);
    Reply other =
        world
            .http()
            .send("GET", "/api/integrations", "", "Authorization", "Bearer " + World.READ_KEY);
    assertThat(other.status()).isEqualTo(200);
  }

  @Test
  void countsAKeyThatIsNoGoodForTheRouteToo() {
    for (int expected : new int[] {403, 403, 429}) {
      assertThat(world.http().send("GET", ADMIN, "", "X-API-Key", World.KEY).status())
          .isEqualTo(expected);
    }
  }

  @Test
  void canBeSwitchedOff() {
    try (World free = world(Optional.empty())) {
      for (int i = 0; i < 20; i++) {
        assertThat(free.http().get("/api/integrations").status()).isEqualTo(200);
      }
    }
  }
}
