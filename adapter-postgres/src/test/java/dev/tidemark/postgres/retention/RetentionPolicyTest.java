package dev.tidemark.postgres.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.postgres.retention.RetentionPolicy.Kept;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetentionPolicyTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Kept RUNS = new Kept(100, 100, DAY);
  private static final Kept CHANGES = new Kept(10_000, 10_000, DAY);
  private static final Kept EVENTS = new Kept(1_000, 1_000, DAY);

  @Test
  void keepsThirtyDaysOfRunsAYearOfChangesAndAWeekOfEventsByDefault() {
    assertThat(RetentionPolicy.DEFAULT)
        .isEqualTo(
            new RetentionPolicy(
                new Kept(100, 1_000, Duration.ofDays(30)),
                new Kept(10_000, 1_000_000, Duration.ofDays(365)),
                new Kept(1_000, 1_000_000, Duration.ofDays(7)),
                Duration.ofHours(1)));
  }

  @Test
  void keepsWhatThePortsPromise() {
    assertThat(new RetentionPolicy(RUNS, CHANGES, EVENTS, Duration.ZERO)).isNotNull();
    assertThatThrownBy(
            () -> new RetentionPolicy(new Kept(99, 1_000, DAY), CHANGES, EVENTS, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("at least 100 runs must be kept, but it was 99");
    assertThatThrownBy(
            () -> new RetentionPolicy(RUNS, new Kept(9_999, 10_000, DAY), EVENTS, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("at least 10000 changes must be kept, but it was 9999");
    assertThatThrownBy(
            () -> new RetentionPolicy(RUNS, CHANGES, new Kept(999, 1_000, DAY), Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("at least 1000 events must be kept, but it was 999");
  }

  @Test
  void doesNotContradictItself() {
    assertThatThrownBy(() -> new Kept(0, 1, DAY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("at least 1 must be kept, but it was 0");
    assertThatThrownBy(() -> new Kept(100, 99, DAY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no more than 99 cannot be kept if 100 are kept at least");
    assertThatThrownBy(() -> new Kept(1, 1, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the age must be positive, but was PT0S");
    assertThatThrownBy(() -> new RetentionPolicy(RUNS, CHANGES, EVENTS, Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sessions must be kept for 0 or longer, but it was PT-1S");
  }
}
