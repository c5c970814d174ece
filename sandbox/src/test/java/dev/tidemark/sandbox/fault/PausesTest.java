package dev.tidemark.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PausesTest {

  @Test
  void waitsAsLongAsItIsTold() {
    try (Pauses pauses = new Pauses()) {
      long start = System.nanoTime();

      assertThat(pauses.waitFor(Duration.ofMillis(50))).isTrue();
      assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(50_000_000);
      assertThat(pauses.isClosed()).isFalse();
    }
  }

  @Test
  void endsEveryWaitWhenItCloses() throws Exception {
    Pauses pauses = new Pauses();
    CompletableFuture<Boolean> wait =
        CompletableFuture.supplyAsync(() -> pauses.waitFor(Duration.ofHours(1)));

    pauses.close();

    assertThat(wait.get(20, TimeUnit.SECONDS)).isFalse();
    assertThat(pauses.waitFor(Duration.ofHours(1))).isFalse();
    assertThat(pauses.isClosed()).isTrue();
  }

  @Test
  void endsAWaitWhenItsThreadIsInterrupted() {
    try (Pauses pauses = new Pauses()) {
      Thread.currentThread().interrupt();

      assertThat(pauses.waitFor(Duration.ofHours(1))).isFalse();
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
