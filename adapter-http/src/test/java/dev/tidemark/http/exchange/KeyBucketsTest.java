package dev.tidemark.http.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class KeyBucketsTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));

  private KeyBuckets buckets(long requests, Duration per) {
    return new KeyBuckets(new RateLimit(requests, per), now::get);
  }

  /** How many seconds to wait, or 0 if a token was taken. */
  private static long take(KeyBuckets buckets, String key) {
    try {
      buckets.take(key);
      return 0;
    } catch (Refusal refusal) {
      assertThat(refusal.problem().fault()).isEqualTo(Fault.RATE_LIMITED);
      return Long.parseLong(refusal.header().orElseThrow().get());
    }
  }

  private void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  @Test
  void letsAsManyThroughAtOnceAsItSaysAndThenEvenly() {
    KeyBuckets buckets = buckets(3, Duration.ofSeconds(30));
    for (int i = 0; i < 3; i++) {
      assertThat(take(buckets, "a")).isZero();
    }
    assertThat(take(buckets, "a")).isEqualTo(10);

    pass(Duration.ofMillis(9_500));
    assertThat(take(buckets, "a")).isEqualTo(1);
    pass(Duration.ofMillis(500));
    assertThat(take(buckets, "a")).isZero();
    assertThat(take(buckets, "a")).isEqualTo(10);

    pass(Duration.ofDays(400));
    for (int i = 0; i < 3; i++) {
      assertThat(take(buckets, "a")).isZero();
    }
    assertThat(take(buckets, "a")).isPositive();
  }

  @Test
  void letsNoKeyPayForAnother() {
    KeyBuckets buckets = buckets(1, Duration.ofSeconds(1));

    assertThat(take(buckets, "a")).isZero();
    assertThat(take(buckets, "a")).isPositive();
    assertThat(take(buckets, "b")).isZero();
  }

  @Property(tries = 300)
  void waitingAsLongAsItSaysIsEnoughAndNeverMorePassThanItSays(
      @ForAll @LongRange(min = 1, max = 1_000_000_000) long requests,
      @ForAll @IntRange(min = 1, max = 86_400) int seconds,
      @ForAll @LongRange(min = 0, max = 200_000_000) long millis) {
    KeyBuckets buckets = buckets(requests, Duration.ofSeconds(seconds));
    long most = 40;
    long passed = 0;
    while (passed < most && take(buckets, "a") == 0) {
      passed++;
    }
    assertThat(passed).isEqualTo(Math.min(requests, most));

    pass(Duration.ofMillis(millis));
    long allowed = Math.min(requests, (long) ((double) requests * millis / (seconds * 1000.0)) + 1);
    long wait = 0;
    for (long again = 0; requests < most && again <= allowed && wait == 0; again++) {
      wait = take(buckets, "a");
    }
    if (requests < most) {
      assertThat(wait).isPositive();
      pass(Duration.ofSeconds(wait));
      assertThat(take(buckets, "a")).isZero();
    }
  }

  @Test
  void letsExactlySoManyThroughHoweverManyThreadsTry() throws Exception {
    KeyBuckets buckets = buckets(500, Duration.ofDays(1));
    CountDownLatch go = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<Integer>> counts = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        counts.add(
            threads.submit(() -> {
              go.await();
              int passed = 0;
              for (int i = 0; i < 200; i++) {
                passed += take(buckets, "a") == 0 ? 1 : 0;
              }
              return passed;
            }));
      }
      go.countDown();
      int passed = 0;
      for (Future<Integer> count : counts) {
        passed += count.get();
      }

      assertThat(passed).isEqualTo(500);
    }
  }

  @Test
  void forgetsKeysThatAreIdleButNoneThatHasUsedItsTokensUp() {
    KeyBuckets buckets = buckets(1, Duration.ofSeconds(10));
    for (int i = 0; i < 3_000; i++) {
      take(buckets, "early" + i);
    }
    assertThat(buckets.size()).isEqualTo(3_000);
    assertThat(take(buckets, "early0")).isPositive();

    pass(Duration.ofSeconds(10));
    for (int i = 0; i < 100_000; i++) {
      take(buckets, "late" + i % 4_000);
    }

    assertThat(buckets.size()).isLessThanOrEqualTo(8_000);
    assertThat(take(buckets, "late0")).isPositive();
    pass(Duration.ofSeconds(10));
    for (int i = 0; i < 10_000; i++) {
      pass(Duration.ofSeconds(10));
      take(buckets, "single" + i);
    }
    assertThat(buckets.size()).isLessThanOrEqualTo(8_001);
  }

  @Test
  void refusesLimitsOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RateLimit(0, Duration.ofSeconds(1)))
        .withMessage("a key may make 1 to 1000000000 requests, but was to make 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RateLimit(1_000_000_001, Duration.ofSeconds(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RateLimit(1, Duration.ofMillis(999)))
        .withMessage("requests are counted over PT1S to PT24H, but it was PT0.999S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RateLimit(1, Duration.ofDays(1).plusNanos(1)));
    buckets(1_000_000_000, Duration.ofSeconds(1)).take("a");
  }
}
