package dev.tidemark.domain.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidemark.domain.failure.FetchFailure;
import dev.tidemark.domain.run.RetryDecision.GiveUp;
import dev.tidemark.domain.run.RetryDecision.Halt;
import dev.tidemark.domain.run.RetryDecision.RetryAt;
import dev.tidemark.domain.run.RetryDecision.StartOver;
import dev.tidemark.domain.run.RetryDecision.WaitForRateLimit;
import dev.tidemark.domain.sync.BackOff;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RetryPolicyTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final RetryPolicy POLICY = RetryPolicy.DEFAULT;

  static List<FetchFailure> passing() {
    return List.of(
        new FetchFailure.ProviderUnavailable("503", null),
        new FetchFailure.NetworkFailed("timed out"),
        new FetchFailure.InvalidData("cut off"),
        new FetchFailure.Broken("a defect"));
  }

  static List<FetchFailure> lasting() {
    return List.of(
        new FetchFailure.PermissionDenied("403"), new FetchFailure.RequestRefused("400"));
  }

  static List<FetchFailure> halting() {
    return List.of(
        new FetchFailure.CredentialsRejected("401"),
        new FetchFailure.Misconfigured("no such workspace"));
  }

  private static RetryDecision decide(FetchFailure trouble, int attempt) {
    return POLICY.decide(trouble, attempt, false, NOW);
  }

  private static Instant in(long seconds) {
    return NOW.plusSeconds(seconds);
  }

  @ParameterizedTest
  @MethodSource("passing")
  void triesAgainAfterAPauseThatGrowsAndGivesUpAfterThreeAttempts(FetchFailure trouble) {
    assertThat(decide(trouble, 1)).isEqualTo(new RetryAt(in(1), trouble.toFailure()));
    assertThat(decide(trouble, 2)).isEqualTo(new RetryAt(in(2), trouble.toFailure()));
    assertThat(decide(trouble, 3)).isEqualTo(new GiveUp(trouble.toFailure()));
    assertThat(decide(trouble, 4)).isEqualTo(new GiveUp(trouble.toFailure()));
  }

  @ParameterizedTest
  @MethodSource("lasting")
  void givesUpAtOnceWhenTryingAgainCannotHelp(FetchFailure trouble) {
    assertThat(decide(trouble, 1)).isEqualTo(new GiveUp(trouble.toFailure()));
    assertThat(trouble.toFailure().retryable()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("halting")
  void haltsWhenSomebodyMustChangeSomething(FetchFailure trouble) {
    assertThat(decide(trouble, 1)).isEqualTo(new Halt(trouble.toFailure()));
    assertThat(trouble.toFailure().retryable()).isFalse();
    assertThat(trouble.toFailure().remedy()).isNotBlank();
  }

  @Nested
  class AnExpiredCheckpoint {
    private final FetchFailure trouble = new FetchFailure.CheckpointExpired("410");

    @Test
    void startsOverWhateverTheAttempt() {
      assertThat(decide(trouble, 1)).isEqualTo(new StartOver(trouble.toFailure()));
      assertThat(decide(trouble, 99)).isEqualTo(new StartOver(trouble.toFailure()));
    }

    @Test
    void startsOverOnlyOnceInARun() {
      assertThat(POLICY.decide(trouble, 1, true, NOW)).isEqualTo(new GiveUp(trouble.toFailure()));
    }
  }

  @Nested
  class AProviderThatIsUnavailable {
    private FetchFailure until(Instant retryAt) {
      return new FetchFailure.ProviderUnavailable("503", retryAt);
    }

    @Test
    void isNotAskedBeforeTheTimeItNamed() {
      assertThat(decide(until(in(30)), 1))
          .isEqualTo(new RetryAt(in(30), until(in(30)).toFailure()));
    }

    @Test
    void isNotAskedSoonerThanTheOwnPauseEvenIfItSaysSo() {
      assertThat(decide(until(in(-5)), 2)).isEqualTo(new RetryAt(in(2), until(in(-5)).toFailure()));
    }

    @Test
    void endsTheRunIfItAsksForMoreThanTheLongestWait() {
      assertThat(decide(until(in(3_600)), 1)).isInstanceOf(RetryAt.class);
      assertThat(decide(until(in(3_601)), 1)).isEqualTo(new GiveUp(until(in(3_601)).toFailure()));
    }

    @Test
    void isNotForgottenWhenTheRunEnds() {
      assertThat(until(in(3_601)).toFailure().notBefore()).isEqualTo(in(3_601));
    }
  }

  @Nested
  class ARateLimit {
    private FetchFailure until(Instant resumeAt) {
      return new FetchFailure.RateLimited("429", resumeAt);
    }

    @Test
    void isWaitedForExactlyAsLongAsTheProviderSays() {
      assertThat(decide(until(in(1)), 9)).isEqualTo(new WaitForRateLimit(in(1)));
      assertThat(decide(until(in(3_600)), 1)).isEqualTo(new WaitForRateLimit(in(3_600)));
    }

    @Test
    void isWaitedForWithTheOwnPauseIfTheProviderDoesNotSay() {
      assertThat(decide(until(null), 1)).isEqualTo(new WaitForRateLimit(in(1)));
      assertThat(decide(until(null), 5)).isEqualTo(new WaitForRateLimit(in(16)));
    }

    @Test
    void isWaitedForWithTheOwnPauseIfTheTimeHasPassed() {
      assertThat(decide(until(in(0)), 3)).isEqualTo(new WaitForRateLimit(in(4)));
      assertThat(decide(until(in(-90)), 1)).isEqualTo(new WaitForRateLimit(in(1)));
    }

    @Test
    void endsTheRunIfItIsTooLongOrDoesNotLetUp() {
      assertThat(decide(until(in(3_601)), 1)).isEqualTo(new GiveUp(until(in(3_601)).toFailure()));
      assertThat(decide(until(in(1)), 60)).isInstanceOf(WaitForRateLimit.class);
      assertThat(decide(until(in(1)), 61)).isEqualTo(new GiveUp(until(in(1)).toFailure()));
    }

    @Test
    void isNotForgottenWhenTheRunEnds() {
      assertThat(until(in(3_601)).toFailure().notBefore()).isEqualTo(in(3_601));
    }
  }

  @Test
  void refusesToAllowNothing() {
    BackOff backOff = new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryPolicy(0, 1, backOff, Duration.ofHours(1)))
        .withMessage("a retry policy allows at least 1 attempt and 1 wait, but was 0, 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryPolicy(1, 0, backOff, Duration.ofHours(1)))
        .withMessage("a retry policy allows at least 1 attempt and 1 wait, but was 1, 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryPolicy(1, 1, backOff, Duration.ZERO))
        .withMessage("the longest wait of a retry policy is positive, but was PT0S");
  }

  @Test
  void doesNotStayAwayForLongerThanADayWhateverAProviderAsksFor() {
    assertThat(decide(new FetchFailure.RateLimited("slow down", in(31_536_000)), 1))
        .isInstanceOfSatisfying(
            GiveUp.class, over -> assertThat(over.failure().notBefore()).isEqualTo(in(86_400)));
    assertThat(decide(new FetchFailure.RateLimited("slow down", in(7_200)), 1))
        .isInstanceOfSatisfying(
            GiveUp.class, over -> assertThat(over.failure().notBefore()).isEqualTo(in(7_200)));
  }
}
