package dev.tidemark.domain.sync;

import static dev.tidemark.domain.sync.Examples.MANUAL;
import static dev.tidemark.domain.sync.Examples.T0;
import static dev.tidemark.domain.sync.Examples.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
  private static final Schedule.Cron NIGHTLY =
      new Schedule.Cron(CronExpression.parse("30 2 * * *"), ZoneId.of("Europe/Berlin"));

  @ParameterizedTest
  @CsvSource({
    "PT1S, every 1 s",
    "PT90S, every 90 s",
    "PT1M, every 1 min",
    "PT90M, every 90 min",
    "PT1H, every 1 h",
    "PT36H, every 36 h",
    "PT24H, every 1 d",
    "P7D, every 7 d"
  })
  void anIntervalReadsInTheLargestUnitThatFits(Duration interval, String words) {
    assertThat(new Schedule.Every(interval).inWords()).isEqualTo(words);
  }

  @Test
  void theOthersReadAsTheyAre() {
    assertThat(NIGHTLY.inWords()).isEqualTo("at '30 2 * * *' Europe/Berlin");
    assertThat(MANUAL.inWords()).isEqualTo("on demand");
  }

  @Test
  void anIntervalIsSpreadByItsJitter() {
    Schedule hourly = new Schedule.Every(Duration.ofHours(1));
    assertThat(hourly.nominal(T0)).contains(at(3_600));
    assertThat(hourly.next(T0, 42))
        .contains(at(3_600).plus(Jitter.within(Duration.ofHours(1), T0, 42)));
  }

  @Test
  void aCronScheduleHasNoJitter() {
    Instant night = Instant.parse("2026-11-22T01:30:00Z");
    assertThat(NIGHTLY.nominal(T0)).contains(night);
    assertThat(NIGHTLY.next(T0, 42)).contains(night);
  }

  @Test
  void nothingIsDueOnDemand() {
    assertThat(MANUAL.nominal(T0)).isEmpty();
    assertThat(MANUAL.next(T0, 42)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1S", "PT8784H"})
  void acceptsAnIntervalFromASecondToALeapYear(Duration interval) {
    assertThat(new Schedule.Every(interval).interval()).isEqualTo(interval);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1H", "PT0.999S", "PT8784H1S", "PT1.5S"})
  void refusesAnyOtherInterval(Duration interval) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Schedule.Every(interval))
        .withMessage("an interval is 1 second to 366 days in whole seconds, but was " + interval);
  }
}
