package dev.tidemark.domain.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackOffTest {
  private static final BackOff UP_TO_A_MINUTE =
      new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(1));

  @Test
  void doublesWithEveryFailureUpToItsLimit() {
    assertThat(IntStream.rangeClosed(1, 9).mapToLong(n -> UP_TO_A_MINUTE.after(n).toSeconds()))
        .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
  }

  @Test
  void staysAtItsLimitHoweverManyFailures() {
    assertThat(UP_TO_A_MINUTE.after(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void mayStayTheSame() {
    BackOff constant = new BackOff(Duration.ofSeconds(3), Duration.ofSeconds(3));
    assertThat(constant.after(1)).isEqualTo(constant.after(5)).isEqualTo(Duration.ofSeconds(3));
  }

  @ParameterizedTest
  @CsvSource({"PT0S, PT1M", "PT-1S, PT1M", "PT2S, PT1S"})
  void refusesDelaysThatDoNotGrow(Duration first, Duration most) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BackOff(first, most))
        .withMessage("a back-off grows from a positive delay, but was " + first + " to " + most);
  }
}
