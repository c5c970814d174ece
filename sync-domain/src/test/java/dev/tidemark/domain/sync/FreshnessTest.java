package dev.tidemark.domain.sync;

import static dev.tidemark.domain.sync.Examples.MANUAL;
import static dev.tidemark.domain.sync.Freshness.FRESH;
import static dev.tidemark.domain.sync.Freshness.LATE;
import static dev.tidemark.domain.sync.Freshness.NEVER;
import static dev.tidemark.domain.sync.Freshness.STALE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreshnessTest {
  private static final Instant LAST = Instant.parse("2026-11-21T10:00:00Z");
  private static final Duration NANO = Duration.ofNanos(1);

  private static Freshness after(Duration interval, Duration age) {
    return Freshness.of(new Schedule.Every(interval), LAST, LAST.plus(age));
  }

  @Test
  void isNeverBeforeTheFirstSuccess() {
    assertThat(Freshness.of(new Schedule.Every(Duration.ofHours(1)), null, LAST)).isEqualTo(NEVER);
    assertThat(Freshness.of(MANUAL, null, LAST)).isEqualTo(NEVER);
  }

  @Test
  void staysFreshWithoutASchedule() {
    assertThat(Freshness.of(MANUAL, LAST, LAST.plus(Duration.ofDays(3_650)))).isEqualTo(FRESH);
  }

  // The grace is a tenth of the interval, from 5 seconds to 5 minutes.
  @ParameterizedTest
  @CsvSource({
    "PT10S, PT15S",
    "PT50S, PT55S",
    "PT1M, PT1M6S",
    "PT10M, PT11M",
    "PT50M, PT55M",
    "PT1H, PT1H5M",
    "P30D, P30DT5M"
  })
  void isLateOneIntervalAndAGraceAfterASuccess(Duration interval, Duration late) {
    assertThat(after(interval, Duration.ZERO)).isEqualTo(FRESH);
    assertThat(after(interval, late)).isEqualTo(FRESH);
    assertThat(after(interval, late.plus(NANO))).isEqualTo(LATE);
  }

  @ParameterizedTest
  @CsvSource({"PT10S", "PT1M", "PT1H", "P30D"})
  void isStaleTwoIntervalsAfterASuccess(Duration interval) {
    assertThat(after(interval, interval.multipliedBy(2))).isEqualTo(LATE);
    assertThat(after(interval, interval.multipliedBy(2).plus(NANO))).isEqualTo(STALE);
  }

  @Test
  void isNeverStaleBeforeItIsLate() {
    // Two intervals of a second are over before the grace of 5 seconds is.
    Duration second = Duration.ofSeconds(1);
    assertThat(after(second, Duration.ofSeconds(6))).isEqualTo(FRESH);
    assertThat(after(second, Duration.ofSeconds(6).plus(NANO))).isEqualTo(STALE);
  }

  @Test
  void followsTheDaysOfACronSchedule() {
    Schedule workdays =
        new Schedule.Cron(CronExpression.parse("0 9 * * 1-5"), ZoneId.of("Europe/Berlin"));
    Instant friday = Instant.parse("2026-11-20T08:02:00Z");
    assertThat(Freshness.of(workdays, friday, Instant.parse("2026-11-23T08:05:00Z")))
        .isEqualTo(FRESH);
    assertThat(Freshness.of(workdays, friday, Instant.parse("2026-11-23T08:05:01Z")))
        .isEqualTo(LATE);
    assertThat(Freshness.of(workdays, friday, Instant.parse("2026-11-24T08:00:00Z")))
        .isEqualTo(LATE);
    assertThat(Freshness.of(workdays, friday, Instant.parse("2026-11-24T08:00:01Z")))
        .isEqualTo(STALE);
  }

  @Test
  void isFreshForAClockThatIsBehindTheLastSuccess() {
    assertThat(after(Duration.ofSeconds(1), Duration.ofSeconds(-90))).isEqualTo(FRESH);
  }
}
