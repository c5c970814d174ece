package dev.tidemark.domain.sync;

import static dev.tidemark.domain.sync.Examples.HOURLY;
import static dev.tidemark.domain.sync.Examples.MANUAL;
import static dev.tidemark.domain.sync.Examples.NOT_ALLOWED;
import static dev.tidemark.domain.sync.Examples.PROVIDER_DOWN;
import static dev.tidemark.domain.sync.Examples.T0;
import static dev.tidemark.domain.sync.Examples.at;
import static dev.tidemark.domain.sync.Examples.begun;
import static dev.tidemark.domain.sync.Examples.created;
import static dev.tidemark.domain.sync.Examples.failed;
import static dev.tidemark.domain.sync.Examples.partial;
import static dev.tidemark.domain.sync.Examples.ran;
import static dev.tidemark.domain.sync.Examples.run;
import static dev.tidemark.domain.sync.Examples.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.failure.Failure;
import dev.tidemark.domain.failure.FailureCode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NextRunTest {
  private static final Schedule MINUTELY = new Schedule.Every(Duration.ofMinutes(1));
  private static final Schedule QUARTERLY =
      new Schedule.Cron(CronExpression.parse("*/15 * * * *"), ZoneOffset.UTC);

  /** How long after T0 the sync that was made then is due by its schedule. */
  private static Instant regular(Sync sync, Instant from) {
    return sync.schedule().next(from, Examples.ID.toString().hashCode()).orElseThrow();
  }

  private static Sync lost(Sync sync, Instant from) {
    Sync reading = begun(sync, from).sync();
    return reading.lost(((CurrentRun.Running) reading.currentRun()).leaseUntil());
  }

  @Nested
  class BySchedule {
    @Test
    void isAtOnceForANewSync() {
      assertThat(created(HOURLY).nextRun()).contains(T0);
      assertThat(created(MANUAL).nextRun()).contains(T0);
    }

    @Test
    void countsFromTheBeginningOfTheLastRun() {
      Instant next = succeeded().nextRun().orElseThrow();
      assertThat(next).isEqualTo(regular(succeeded(), T0)).isBetween(at(3_600), at(3_780));
    }

    @Test
    void isKnownWhileARunReads() {
      assertThat(begun(succeeded(), at(3_600)).sync().nextRun())
          .contains(regular(succeeded(), at(3_600)));
    }

    @Test
    void hasPassedWhileARunReadsForLongerThanTheInterval() {
      Sync reading = begun(created(MINUTELY), T0).sync().beaten(at(900));
      assertThat(reading.nextRun().orElseThrow()).isBefore(at(70));
    }

    @Test
    void isAnInstantOfTheCronExpressionToTheMinute() {
      assertThat(succeeded(QUARTERLY).nextRun()).contains(at(900));
    }

    @Test
    void isNeverWhenOnlyAskedFor() {
      assertThat(succeeded(MANUAL).nextRun()).isEmpty();
      assertThat(begun(succeeded(MANUAL), at(100)).sync().nextRun()).isEmpty();
    }

    @Test
    void followsANewSchedule() {
      Sync sync = succeeded(MANUAL).rescheduled(QUARTERLY, SyncMode.INCREMENTAL);
      assertThat(sync.nextRun()).contains(at(900));
      assertThat(sync.rescheduled(MANUAL, SyncMode.INCREMENTAL).nextRun()).isEmpty();
    }
  }

  @Nested
  class OfARunThatIsNotOver {
    @Test
    void isAtOnceWhenTriggered() {
      Triggering.Queued queued =
          (Triggering.Queued) succeeded(MANUAL).trigger(run("next"), false, at(100));
      assertThat(queued.sync().nextRun()).contains(at(100));
    }

    @Test
    void isWhenTheWaitEnds() {
      Sync reading = begun(succeeded(), at(3_600)).sync();
      CurrentRun.Waiting waiting =
          new CurrentRun.WaitingRetry(run("x"), at(3_600), at(9_999), 1, PROVIDER_DOWN);
      assertThat(reading.suspended(waiting, false).nextRun()).contains(at(9_999));
    }
  }

  @Nested
  class Held {
    @Test
    void isNever() {
      Hold.Reason pause = new Hold.PausedByUser(at(100));
      Hold.Reason halt = new Hold.HaltedBySystem(NOT_ALLOWED, at(100));
      assertThat(succeeded().held(pause).nextRun()).isEmpty();
      assertThat(succeeded().held(halt).nextRun()).isEmpty();
      assertThat(begun(succeeded(), at(90)).sync().held(pause).nextRun()).isEmpty();
      assertThat(succeeded().held(pause).reset(run("again"), at(110)).nextRun()).isEmpty();
    }

    @Test
    void isAtOnceWhenReleased() {
      Sync held = succeeded().held(new Hold.PausedByUser(at(100)));
      assertThat(held.released(run("next"), at(9_000)).nextRun()).contains(at(9_000));
    }
  }

  @Nested
  class AfterAFailure {
    private List<Instant> comebacks(Sync sync, int failures) {
      // Each run begins when it is due and fails after a second.
      return Stream.iterate(
              ran(sync, T0, failed(PROVIDER_DOWN, at(1))),
              failing -> {
                Instant next = failing.nextRun().orElseThrow();
                return ran(failing, next, failed(PROVIDER_DOWN, next.plusSeconds(1)));
              })
          .limit(failures)
          .map(failing -> failing.nextRun().orElseThrow())
          .toList();
    }

    @Test
    void comesBackEverMoreSlowlyUpToAnHour() {
      List<Instant> due = comebacks(created(MANUAL), 12);
      List<Long> pauses =
          IntStream.range(0, due.size())
              .mapToObj(i -> Duration.between(i == 0 ? T0 : due.get(i - 1), due.get(i)))
              .map(pause -> pause.minusSeconds(1).toSeconds())
              .toList();
      assertThat(pauses)
          .containsExactly(
              10L, 20L, 40L, 80L, 160L, 320L, 640L, 1_280L, 2_560L, 3_600L, 3_600L, 3_600L);
    }

    @Test
    void comesBackByItsScheduleIfThatIsSooner() {
      Sync failing = ran(created(MINUTELY), T0, failed(PROVIDER_DOWN, at(58)));
      assertThat(failing.nextRun()).contains(regular(failing, T0));
    }

    @Test
    void waitsForItsScheduleWhenTryingAgainCannotHelp() {
      assertThat(ran(created(HOURLY), T0, failed(NOT_ALLOWED, at(1))).nextRun())
          .contains(regular(created(HOURLY), T0));
      assertThat(ran(created(MANUAL), T0, failed(NOT_ALLOWED, at(1))).nextRun()).isEmpty();
    }

    @Test
    void doesNotAskAProviderBeforeTheTimeItNamed() {
      Failure limited = new Failure(FailureCode.RATE_LIMIT, true, "daily quota", "", at(86_400));
      assertThat(ran(created(MANUAL), T0, failed(limited, at(1))).nextRun()).contains(at(86_400));
      assertThat(ran(created(MINUTELY), T0, failed(limited, at(1))).nextRun()).contains(at(86_400));
    }

    @Test
    void comesBackByItsOwnPaceWhenTheTimeTheProviderNamedIsNear() {
      Failure limited = new Failure(FailureCode.RATE_LIMIT, true, "slow down", "", at(3));
      assertThat(ran(created(MANUAL), T0, failed(limited, at(1))).nextRun()).contains(at(11));
    }

    @Test
    void startsOverWithShortPausesAfterASuccess() {
      Sync failing = ran(created(MANUAL), T0, failed(PROVIDER_DOWN, at(1)));
      failing = ran(failing, at(11), failed(PROVIDER_DOWN, at(12)));
      assertThat(failing.nextRun()).contains(at(32));
      Sync well = ran(failing, at(32), new Outcome.Succeeded(at(33)));
      assertThat(ran(well, at(100), failed(PROVIDER_DOWN, at(101))).nextRun()).contains(at(111));
    }
  }

  @Nested
  class AfterALostRun {
    @Test
    void comesBackAtOnce() {
      assertThat(lost(created(MANUAL), T0).nextRun()).contains(at(15));
      assertThat(lost(created(HOURLY), T0).nextRun()).contains(at(15));
    }

    @Test
    void slowsDownWhenItHappensAgainHoweverOftenItIsScheduled() {
      for (Schedule schedule : List.of(MANUAL, MINUTELY, HOURLY)) {
        Sync twice = lost(lost(created(schedule), T0), at(15));
        assertThat(twice.nextRun()).contains(at(40));
        Sync often = twice;
        for (int i = 0; i < 12; i++) {
          often = lost(often, at(1_000));
        }
        assertThat(often.nextRun()).contains(at(1_015 + 3_600));
      }
    }
  }

  @Nested
  class AfterARunThatWasLostFurtherOn {
    private final Sync again = begun(lost(created(MANUAL), T0), at(15)).sync();

    private static Optional<Instant> next(Sync reading) {
      return reading.lost(at(30)).nextRun();
    }

    @Test
    void comesBackAtOnceBecauseThatRunIsNotWhatKillsItsWorkers() {
      assertThat(next(again.progressed(new Checkpoint("further"), true, at(20)))).contains(at(30));
    }

    @Test
    void slowsDownIfNoPageCameOrNoneThatLedAnywhere() {
      Checkpoint here = new Checkpoint("here");
      Sync halfway = begun(created(MANUAL), T0).sync().progressed(here, true, at(1));
      Sync back = begun(halfway.lost(at(15)), at(15)).sync();

      assertThat(next(again)).contains(at(40));
      assertThat(next(back.progressed(here, true, at(20)))).contains(at(40));
    }

    @Test
    void slowsDownAfterAFailureHoweverFarItCame() {
      Sync failing = ran(created(MANUAL), T0, failed(PROVIDER_DOWN, at(1)));
      Sync further = begun(failing, at(11)).sync().progressed(new Checkpoint("x"), true, at(12));

      assertThat(further.finished(failed(PROVIDER_DOWN, at(13))).nextRun()).contains(at(33));
    }
  }

  @Nested
  class AfterAPartialRun {
    @Test
    void waitsForItsSchedule() {
      assertThat(ran(succeeded(), at(3_600), partial(at(3_605))).nextRun())
          .contains(regular(succeeded(), at(3_600)));
      assertThat(ran(created(MANUAL), T0, partial(at(5))).nextRun()).isEmpty();
    }

    @Test
    void slowsDownWhenItHappensAgainBecauseEveryRunIsAFullPass() {
      Sync sync = created(MINUTELY);
      for (int i = 0; i < 6; i++) {
        sync = ran(sync, at(100), partial(at(101)));
        assertThat(begun(sync, at(200)).sync().fullPass()).isNotNull();
      }
      assertThat(sync.nextRun()).contains(at(101 + 320));
    }
  }

  @Nested
  class AfterACancel {
    @Test
    void isNotAtOnceEvenIfTheRunTookLongerThanTheInterval() {
      Sync reading = begun(created(MINUTELY), T0).sync().beaten(at(10_000));
      Sync stopped = reading.cancelled(at(900)).finished(new Outcome.Cancelled(at(901)));
      assertThat(stopped.nextRun()).contains(regular(stopped, at(900)));
    }

    @Test
    void isNotTheComebackOfAnEarlierFailure() {
      Sync comeback = begun(ran(created(MANUAL), T0, failed(PROVIDER_DOWN, at(1))), at(11)).sync();
      Sync stopped = comeback.cancelled(at(12)).finished(new Outcome.Cancelled(at(13)));
      assertThat(stopped.nextRun()).isEmpty();
    }

    @Test
    void isNotTheComebackOfAnEarlierLoss() {
      Sync comeback = begun(lost(created(MANUAL), T0), at(15)).sync();
      Sync stopped = comeback.cancelled(at(16)).finished(new Outcome.Cancelled(at(17)));
      assertThat(stopped.nextRun()).isEmpty();
    }

    @Test
    void countsTheScheduleFromTheCancelOfARunWithoutAWorker() {
      Sync queued = created(HOURLY).cancelled(at(50));
      assertThat(queued.nextRun()).contains(regular(queued, at(50)));
    }

    @Test
    void stillKeepsTheTimeThatTheProviderNamed() {
      Failure limited = new Failure(FailureCode.RATE_LIMIT, true, "daily quota", "", at(86_400));
      Sync limitedSync = ran(created(MINUTELY), T0, failed(limited, at(1)));
      Sync stopped = begun(limitedSync, at(60)).sync().cancelled(at(61));
      assertThat(stopped.finished(new Outcome.Cancelled(at(62))).nextRun()).contains(at(86_400));
    }
  }
}
