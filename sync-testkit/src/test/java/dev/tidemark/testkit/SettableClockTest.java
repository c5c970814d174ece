package dev.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SettableClockTest {
  private final SettableClock clock = new SettableClock(Fixtures.NOON);

  @Test
  void standsStillUntilItIsSet() {
    assertThat(clock.instant()).isEqualTo(Fixtures.NOON).isEqualTo(clock.instant());

    clock.set(Fixtures.noonPlus(-5));

    assertThat(clock.instant()).isEqualTo(Fixtures.noonPlus(-5));
  }

  @Test
  void goesForward() {
    assertThat(clock.advance(Duration.ofSeconds(5))).isEqualTo(Fixtures.noonPlus(5));
    assertThat(clock.advance(Duration.ofSeconds(2))).isEqualTo(Fixtures.noonPlus(7));
    assertThat(clock.instant()).isEqualTo(Fixtures.noonPlus(7));
  }

  @Test
  void losesNoStepOfManyThreads() {
    Race.run(
        4,
        contender -> {
          for (int i = 0; i < 1_000; i++) {
            clock.advance(Duration.ofSeconds(1));
          }
          return contender;
        });

    assertThat(clock.instant()).isEqualTo(Fixtures.noonPlus(4_000));
  }
}
