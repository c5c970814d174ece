package dev.tidemark.domain.sync;

import static dev.tidemark.domain.sync.Examples.T0;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class JitterProperties {
  private static final Duration MOST = Duration.ofMinutes(5);

  @Property
  void isFromZeroUpToATwentiethOfTheIntervalAndBelowFiveMinutes(
      @ForAll @IntRange(min = 1, max = 366 * 86_400) int seconds,
      @ForAll @LongRange(min = 0, max = 4_000_000_000_000L) long millis,
      @ForAll long salt) {
    Duration interval = Duration.ofSeconds(seconds);
    Duration jitter = Jitter.within(interval, Instant.ofEpochMilli(millis), salt);
    assertThat(jitter)
        .isBetween(Duration.ZERO, interval.dividedBy(20))
        .isLessThan(MOST)
        .isEqualTo(Jitter.within(interval, Instant.ofEpochMilli(millis), salt));
  }

  /** Ten thousand syncs of one schedule that began together are due at very different times. */
  @Property(tries = 20)
  void spreadsSyncsEvenly(@ForAll @LongRange(min = 0, max = 1L << 40) long firstSalt) {
    int[] perBucket = new int[20];
    LongStream.range(firstSalt, firstSalt + 10_000)
        .map(salt -> Jitter.within(Duration.ofDays(1), T0, salt).toMillis())
        .forEach(millis -> perBucket[(int) (millis * perBucket.length / MOST.toMillis())]++);
    // 500 are expected in each; six standard deviations are 131.
    for (int count : perBucket) {
      assertThat(count).isBetween(369, 631);
    }
  }

  @Example
  void spreadsOneSyncFromRunToRun() {
    long distinct =
        LongStream.range(0, 1_000)
            .map(run -> Jitter.within(Duration.ofDays(1), T0.plusSeconds(run), 7).toMillis())
            .distinct()
            .count();
    assertThat(distinct).isGreaterThan(950);
  }

  @Example
  void isNothingForAnIntervalTooShortToShare() {
    assertThat(Jitter.within(Duration.ofMillis(19), T0, 7)).isEqualTo(Duration.ZERO);
  }
}
