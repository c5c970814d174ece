package dev.tidemark.domain.sync;

import static dev.tidemark.domain.sync.Examples.HOURLY;
import static dev.tidemark.domain.sync.Examples.LEASE;
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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidemark.domain.connection.ConnectionState;
import dev.tidemark.domain.sync.SyncStatus.Word;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Every row of facts that leads to a public word, with the words themselves. */
class SyncStatusTest {
  private static final ConnectionState CONNECTED = new ConnectionState.Connected();
  private static final SyncStatus PENDING = new SyncStatus(Word.PENDING, null, null);

  /** The last success of {@link Examples#succeeded()}. */
  private static final Instant LAST = at(60);

  private static SyncStatus status(Sync sync, Instant now) {
    return SyncStatus.of(sync, CONNECTED, now);
  }

  private static SyncStatus success(Instant last) {
    return new SyncStatus(Word.SUCCESS, last, null);
  }

  private static SyncStatus failure(Instant last, String message) {
    return new SyncStatus(Word.FAILED, last, message);
  }

  private static CurrentRun.Waiting waiting(Sync sync, Instant until) {
    CurrentRun.Working working = (CurrentRun.Working) sync.currentRun();
    return new CurrentRun.WaitingRateLimit(
        working.run(), working.startedAt(), until, working.attempt());
  }

  @Nested
  class WithoutAnOutcome {
    @Test
    void aQueuedFirstRunIsPending() {
      assertThat(status(created(HOURLY), T0)).isEqualTo(PENDING);
    }

    @Test
    void itStaysPendingHoweverLongNobodyTakesItUp() {
      assertThat(status(created(HOURLY), at(1_000_000))).isEqualTo(PENDING);
    }

    @Test
    void aFirstRunThatReadsIsPending() {
      assertThat(status(begun(created(HOURLY), T0).sync(), at(14))).isEqualTo(PENDING);
    }

    @Test
    void aFirstRunThatWaitsIsPending() {
      Sync reading = begun(created(HOURLY), T0).sync();
      Sync waiting = reading.suspended(waiting(reading, at(500)), false);
      assertThat(status(waiting, at(400))).isEqualTo(PENDING);
    }

    @Test
    void aFirstRunThatWasCancelledIsPending() {
      assertThat(status(ran(created(HOURLY), T0, new Outcome.Cancelled(at(5))), at(10)))
          .isEqualTo(PENDING);
    }
  }

  @Nested
  class AfterASuccess {
    @Test
    void itIsASuccessWithTheEndOfTheRun() {
      assertThat(status(succeeded(), at(61))).isEqualTo(success(LAST));
    }

    @Test
    void aRunWithoutAnyRecordIsASuccessToo() {
      Sync empty =
          begun(created(HOURLY), T0)
              .sync()
              .progressed(new Checkpoint("nothing new"), false, at(1))
              .finished(new Outcome.Succeeded(at(2)));
      assertThat(status(empty, at(3))).isEqualTo(success(at(2)));
    }

    @Test
    void itStaysASuccessWhileTheNextRunReads() {
      assertThat(status(begun(succeeded(), at(3_600)).sync(), at(3_610))).isEqualTo(success(LAST));
    }

    @Test
    void itStaysASuccessWhileTheNextRunWaits() {
      Sync reading = begun(succeeded(), at(3_600)).sync();
      Sync waiting = reading.suspended(waiting(reading, at(3_700)), false);
      assertThat(status(waiting, at(3_650))).isEqualTo(success(LAST));
    }

    @Test
    void itStaysASuccessWhenTheNextRunIsCancelled() {
      Sync stopping = begun(succeeded(), at(3_600)).sync().cancelled(at(3_605));
      assertThat(status(stopping, at(3_606))).isEqualTo(success(LAST));
      assertThat(status(stopping.finished(new Outcome.Cancelled(at(3_607))), at(3_608)))
          .isEqualTo(success(LAST));
    }

    @Test
    void itStaysASuccessWhenTheWorkerThatWasToStopVanishes() {
      Sync stopping = begun(succeeded(), at(3_600)).sync().cancelled(at(3_605));
      Instant gone = at(3_600).plus(LEASE);
      assertThat(status(stopping, gone)).isEqualTo(success(LAST));
      assertThat(status(stopping.lost(gone), gone)).isEqualTo(success(LAST));
    }

    @Test
    void aSuccessOfALaterRunMovesIt() {
      assertThat(status(ran(succeeded(), at(3_600), new Outcome.Succeeded(at(3_700))), at(3_701)))
          .isEqualTo(success(at(3_700)));
    }

    @Test
    void aWorkerWhoseClockIsBehindDoesNotMoveItBack() {
      assertThat(status(ran(succeeded(), at(61), new Outcome.Succeeded(at(50))), at(62)))
          .isEqualTo(success(LAST));
    }
  }

  @Nested
  class Stale {
    @Test
    void afterTwoIntervalsWithoutASuccessItHasFailed() {
      assertThat(status(succeeded(), LAST.plusSeconds(7_200))).isEqualTo(success(LAST));
      assertThat(status(succeeded(), LAST.plusSeconds(7_201)))
          .isEqualTo(
              failure(LAST, "no successful sync since 2026-11-21T10:01:00Z; expected every 1 h"));
    }

    @Test
    void theWordsOfACronScheduleNameItsZone() {
      Sync nightly =
          succeeded(
              new Schedule.Cron(CronExpression.parse("30 2 * * *"), ZoneId.of("Europe/Berlin")));
      assertThat(status(nightly, LAST.plusSeconds(3 * 86_400)).errorMessage())
          .isEqualTo(
              "no successful sync since 2026-11-21T10:01:00Z;"
                  + " expected at '30 2 * * *' Europe/Berlin");
    }

    @Test
    void whatNobodyScheduledIsNeverOverdue() {
      assertThat(status(succeeded(MANUAL), LAST.plusSeconds(100_000_000))).isEqualTo(success(LAST));
    }

    @Test
    void whatAUserPausedIsNotOverdue() {
      Sync paused = succeeded().held(new Hold.PausedByUser(at(100)));
      assertThat(status(paused, LAST.plusSeconds(100_000_000))).isEqualTo(success(LAST));
    }
  }

  @Nested
  class AfterAFailure {
    private final Sync failing = ran(succeeded(), at(3_600), failed(PROVIDER_DOWN, at(3_605)));

    @Test
    void itHasFailedWithTheErrorAndKeepsTheLastSuccess() {
      assertThat(status(failing, at(3_606))).isEqualTo(failure(LAST, "the provider answered 503"));
    }

    @Test
    void aFirstRunThatFailsHasNoLastSuccess() {
      assertThat(status(ran(created(HOURLY), T0, failed(NOT_ALLOWED, at(1))), at(2)))
          .isEqualTo(failure(null, "the key may not read customers"));
    }

    @Test
    void itHasFailedUntilASuccess() {
      Sync trying = begun(failing, at(3_615)).sync();
      assertThat(status(trying, at(3_616))).isEqualTo(failure(LAST, "the provider answered 503"));
      assertThat(status(trying.finished(new Outcome.Succeeded(at(3_620))), at(3_621)))
          .isEqualTo(success(at(3_620)));
    }

    @Test
    void aCancelledRunChangesNothing() {
      assertThat(status(ran(failing, at(3_615), new Outcome.Cancelled(at(3_616))), at(3_617)))
          .isEqualTo(failure(LAST, "the provider answered 503"));
    }

    @Test
    void aPauseDoesNotHideIt() {
      assertThat(status(failing.held(new Hold.PausedByUser(at(3_700))), at(3_701)))
          .isEqualTo(failure(LAST, "the provider answered 503"));
    }
  }

  @Test
  void aPartialRunHasFailedAndSaysHowMuchIsStored() {
    assertThat(status(ran(succeeded(), at(3_600), partial(at(3_605))), at(3_606)))
        .isEqualTo(failure(LAST, "partial: 9980 of 10000 stored; 20 are missing"));
  }

  @Nested
  class AVanishedWorker {
    private final Sync reading = begun(succeeded(), at(3_600)).sync();
    private final SyncStatus interrupted =
        failure(LAST, "interrupted: the worker was lost at 2026-11-21T11:00:15Z");

    @Test
    void isNoticedWhenTheLeaseEndsBeforeAnybodyClosesTheRun() {
      assertThat(status(reading, at(3_614))).isEqualTo(success(LAST));
      assertThat(status(reading, at(3_615))).isEqualTo(interrupted);
    }

    @Test
    void isToldInTheSameWordsAfterTheRunIsClosed() {
      assertThat(status(reading.lost(at(3_640)), at(3_641))).isEqualTo(interrupted);
    }

    @Test
    void isForgottenIfItBeatsAfterAll() {
      assertThat(status(reading.beaten(at(3_660)), at(3_640))).isEqualTo(success(LAST));
    }
  }

  @Nested
  class Stopped {
    private final ConnectionState rejected =
        new ConnectionState.NeedsReauthorization("401 from the provider");
    private final Hold.Reason halt = new Hold.HaltedBySystem(NOT_ALLOWED, at(100));

    @Test
    void rejectedCredentialsFailEverySyncOfTheConnection() {
      assertThat(SyncStatus.of(succeeded(), rejected, at(61)))
          .isEqualTo(failure(LAST, "credentials rejected; reconnect"));
      assertThat(SyncStatus.of(created(HOURLY), rejected, T0))
          .isEqualTo(failure(null, "credentials rejected; reconnect"));
    }

    @Test
    void aSignInThatHasBegunChangesNothing() {
      assertThat(SyncStatus.of(succeeded(), new ConnectionState.Connecting(), at(61)))
          .isEqualTo(success(LAST));
    }

    @Test
    void aHaltedSyncHasFailedForTheReasonOfTheHalt() {
      assertThat(status(succeeded().held(halt), at(101)))
          .isEqualTo(failure(LAST, "the key may not read customers"));
    }

    @Test
    void aHaltedSyncIsNotPendingEvenAfterAReset() {
      assertThat(status(succeeded().held(halt).reset(run("next"), at(102)), at(103)))
          .isEqualTo(failure(null, "the key may not read customers"));
    }

    @Test
    void aReleasedSyncIsWhatItWas() {
      assertThat(status(succeeded().held(halt).released(run("next"), at(102)), at(103)))
          .isEqualTo(success(LAST));
    }
  }

  @Nested
  class AfterAReset {
    private final Sync reset = succeeded().reset(run("again"), at(100));

    @Test
    void itIsPendingUntilTheFullPassEnds() {
      assertThat(status(reset, at(101))).isEqualTo(PENDING);
      Sync reading = begun(reset, at(102)).sync();
      assertThat(status(reading, at(103))).isEqualTo(PENDING);
      assertThat(status(reading.finished(new Outcome.Succeeded(at(104))), at(105)))
          .isEqualTo(success(at(104)));
    }

    @Test
    void aPausedSyncIsPendingToo() {
      Sync paused = succeeded().held(new Hold.PausedByUser(at(90)));
      assertThat(status(paused.reset(run("again"), at(100)), at(101))).isEqualTo(PENDING);
    }
  }

  @Nested
  class Refuses {
    @Test
    void aSuccessWithoutAnInstant() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new SyncStatus(Word.SUCCESS, null, null))
          .withMessage("SUCCESS needs the instant of the last success");
    }

    @Test
    void aSuccessWithAnError() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new SyncStatus(Word.SUCCESS, T0, "but"))
          .withMessage("SUCCESS must not have an error message");
    }

    @Test
    void aFailureWithoutAReason() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new SyncStatus(Word.FAILED, T0, null))
          .withMessage("FAILED must have an error message");
    }

    @Test
    void aPendingSyncWithAnError() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new SyncStatus(Word.PENDING, null, "but"))
          .withMessage("PENDING must not have an error message");
    }
  }
}
