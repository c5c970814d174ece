package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.domain.failure.Failure;
import dev.tidemark.domain.failure.FailureCode;
import dev.tidemark.domain.sync.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Many clients, while what they ask about changes. */
class ConcurrencyTest {
  private static final int READERS = 12;
  private static final int REQUESTS = 150;
  private static final String STATUS = "/api/integrations/sync-status?provider=stripe";
  private static final Failure FAILURE =
      new Failure(FailureCode.PROVIDER_ERROR, true, "Stripe answered 500", "");

  @Test
  void everyAnswerIsTrueInItselfWhateverHappensMeanwhile() throws Exception {
    try (World world = new World().connectStripe();
        ExecutorService threads = Executors.newCachedThreadPool()) {
      AtomicBoolean done = new AtomicBoolean();
      Set<String> requestIds = ConcurrentHashMap.newKeySet();
      List<Future<?>> changes = new ArrayList<>();
      changes.add(threads.submit(() -> runModels(world, done)));
      changes.add(threads.submit(() -> reconnect(world, done)));
      List<Future<Integer>> readers = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        readers.add(threads.submit(reader(world, requestIds)));
      }

      int sawSuccess = 0;
      try {
        for (Future<Integer> reader : readers) {
          sawSuccess += reader.get();
        }
      } finally {
        done.set(true);
      }
      for (Future<?> change : changes) {
        change.get();
      }

      assertThat(requestIds).hasSize(READERS * REQUESTS);
      assertThat(sawSuccess).isPositive();
    }
  }

  /** The epochs of a sync that is disconnected begin anew, so time is only compared within one. */
  private static Callable<Integer> reader(World world, Set<String> requestIds) {
    return () -> {
      int sawSuccess = 0;
      for (int i = 0; i < REQUESTS; i++) {
        Reply reply = world.http().get(i % 3 == 0 ? "/api/integrations" : STATUS);
        requestIds.add(reply.header("X-Request-Id"));
        assertThat(reply.status()).isEqualTo(200);
        if (i % 3 != 0) {
          sawSuccess += check(reply.json());
        }
      }
      return sawSuccess;
    };
  }

  private static int check(JsonNode json) {
    int successes = 0;
    boolean connected = json.path("status").asText().equals("connected");
    assertThat(json.path("syncs")).hasSize(connected ? 6 : 0);
    for (JsonNode sync : json.path("syncs")) {
      switch (sync.path("status").asText()) {
        case "SUCCESS" -> {
          successes++;
          assertThat(sync.path("lastSyncedAt").isTextual()).as(json.toString()).isTrue();
          assertThat(sync.path("errorMessage").isNull()).as(json.toString()).isTrue();
        }
        case "FAILED" ->
            assertThat(sync.path("errorMessage").asText()).isEqualTo("Stripe answered 500");
        default -> assertThat(sync.path("errorMessage").isNull()).as(json.toString()).isTrue();
      }
    }
    return successes;
  }

  private static void runModels(World world, AtomicBoolean done) {
    List<String> models = List.of("StripeCharge", "StripePrice", "StripeInvoice");
    for (int i = 1; !done.get(); i++) {
      Instant at = World.START.plusMillis(i);
      Outcome outcome = i % 3 == 0 ? new Outcome.Failed(at, FAILURE) : new Outcome.Succeeded(at);
      world.changeIfThere(models.get(i % models.size()), world.run(outcome));
    }
  }

  private static void reconnect(World world, AtomicBoolean done) {
    while (!done.get()) {
      assertThat(
              world
                  .http()
                  .post("/api/integrations/disconnect", "{\"provider\":\"stripe\"}")
                  .status())
          .isEqualTo(200);
      assertThat(
              world
                  .http()
                  .post(
                      "/api/integrations/connect",
                      "{\"provider\":\"stripe\",\"config\":{\"apiKey\":\"rk\"}}")
                  .status())
          .isEqualTo(200);
    }
  }
}
