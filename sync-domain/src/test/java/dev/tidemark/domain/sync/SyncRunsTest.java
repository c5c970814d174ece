package dev.tidemark.domain.sync;

import static dev.tidemark.domain.sync.Examples.HOURLY;
import static dev.tidemark.domain.sync.Examples.ID;
import static dev.tidemark.domain.sync.Examples.LEASE;
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

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What workers do to a sync: begin, beat, store pages, give back, end, vanish. */
class SyncRunsTest {
  private static CurrentRun.Running running(Sync sync) {
    return (CurrentRun.Running) sync.currentRun();
  }

  private static CurrentRun.Waiting waiting(Sync reading, Instant until) {
    CurrentRun.Working working = (CurrentRun.Working) reading.currentRun();
    return new CurrentRun.WaitingRetry(
        working.run(), working.startedAt(), until, working.attempt(), PROVIDER_DOWN);
  }

  private static Beginning begin(Sync sync, Instant now) {
    return sync.begin(run("fresh"), now, now.plus(LEASE));
  }

  @Nested
  class Begin {
    @Test
    void takesUpTheQueuedRun() {
      Beginning.Begun begun = begun(created(HOURLY), at(3));
      assertThat(begun.lease()).isEqualTo(new Lease(ID, run("first"), new FencingToken(1)));
      assertThat(begun.sync().currentRun())
          .isEqualTo(new CurrentRun.Running(run("first"), new FencingToken(1), at(3), at(18), 1));
    }

    @Test
    void beginsANewRunIfNoneIsQueued() {
      Beginning.Begun begun = (Beginning.Begun) begin(succeeded(), at(3_600));
      assertThat(begun.lease()).isEqualTo(new Lease(ID, run("fresh"), new FencingToken(2)));
    }

    @Test
    void refusesASecondRunWhileOneIsActive() {
      Sync reading = begun(created(HOURLY), T0).sync();
      assertThat(begin(reading, at(14))).isEqualTo(new Beginning.Active(run("first")));
      assertThat(begin(reading.cancelled(at(5)), at(14)))
          .isEqualTo(new Beginning.Active(run("first")));
    }

    @Test
    void refusesARunThatWaitsForItsTimeAndResumesItThen() {
      Sync reading = begun(created(HOURLY), T0).sync();
      Sync waits = reading.suspended(waiting(reading, at(100)), false);
      assertThat(begin(waits, at(99))).isEqualTo(new Beginning.Active(run("first")));
      Beginning.Begun resumed = (Beginning.Begun) begin(waits, at(100));
      assertThat(resumed.sync().currentRun())
          .isEqualTo(new CurrentRun.Running(run("first"), new FencingToken(2), T0, at(115), 2));
    }

    @Test
    void refusesAHeldSync() {
      Hold.Reason pause = new Hold.PausedByUser(at(70));
      assertThat(begin(succeeded().held(pause), at(80))).isEqualTo(new Beginning.Held(pause));
    }

    @Test
    void closesALostRunAndBeginsNothing() {
      Sync reading = begun(created(HOURLY), T0).sync();
      assertThat(begin(reading, at(15)))
          .isEqualTo(
              new Beginning.FoundLost(
                  reading.lost(at(15)), run("first"), new Outcome.Lost(at(15))));
      assertThat(reading.lost(at(15)).currentRun()).isEqualTo(new CurrentRun.None());
    }

    @Test
    void closesALostRunOfAHeldSyncAsCancelled() {
      Sync held = begun(created(HOURLY), T0).sync().held(new Hold.PausedByUser(at(5)));
      Beginning.FoundLost found = (Beginning.FoundLost) begin(held, at(15));
      assertThat(found.outcome()).isEqualTo(new Outcome.Cancelled(at(15)));
      assertThat(found.sync().currentRun()).isEqualTo(new CurrentRun.None());
      assertThat(found.sync().hold()).isEqualTo(new Hold.PausedByUser(at(5)));
    }
  }

  @Nested
  class FullPasses {
    @Test
    void theFirstRunIsOne() {
      assertThat(begun(created(HOURLY), T0).sync().fullPass()).isEqualTo(run("first"));
    }

    @Test
    void laterRunsStartWhereTheLastOneEnded() {
      Sync next = begun(succeeded(), at(3_600)).sync();
      assertThat(next.fullPass()).isNull();
      assertThat(next.checkpoint()).isEqualTo(new Checkpoint("page 1"));
    }

    @Test
    void everyRunIsOneInFullMode() {
      Sync next = begun(succeeded().rescheduled(HOURLY, SyncMode.FULL), at(3_600)).sync();
      assertThat(next.fullPass()).isEqualTo(running(next).run());
      assertThat(next.checkpoint()).isNull();
    }

    @Test
    void oneComesBackSoLongAfterTheEndOfTheLast() {
      Sync daily = succeeded().rescheduled(HOURLY, new SyncMode.Incremental(Duration.ofHours(24)));
      Instant ended = succeeded().lastFullPassAt();
      assertThat(ended).isNotNull();
      Instant due = ended.plus(Duration.ofHours(24));
      assertThat(begun(daily, due.minusMillis(1)).sync().fullPass()).isNull();
      Sync next = begun(daily, due).sync();
      assertThat(next.fullPass()).isEqualTo(running(next).run());
      assertThat(next.checkpoint()).isNull();
      Sync done = next.finished(new Outcome.Succeeded(due.plusSeconds(5)));
      assertThat(done.lastFullPassAt()).isEqualTo(due.plusSeconds(5));
    }

    @Test
    void anIncrementDoesNotCountAsOne() {
      Sync next = ran(succeeded(), at(3_600), new Outcome.Succeeded(at(3_605)));
      assertThat(next.lastFullPassAt()).isEqualTo(succeeded().lastFullPassAt());
    }

    @Test
    void oneIsStillOwedWhenItFailed() {
      Sync daily = succeeded().rescheduled(HOURLY, new SyncMode.Incremental(Duration.ofHours(24)));
      Sync failed = ran(daily, at(200_000), failed(PROVIDER_DOWN, at(200_005)));
      assertThat(failed.lastFullPassAt()).isEqualTo(succeeded().lastFullPassAt());
      assertThat(begun(failed, at(210_000)).sync().fullPass()).isNotNull();
    }

    @Test
    void oneThatIsAskedForStartsFromTheBeginning() {
      Triggering.Queued queued =
          (Triggering.Queued) succeeded().trigger(run("full"), true, at(100));
      assertThat(queued.sync().checkpoint()).isEqualTo(new Checkpoint("page 1"));
      Sync next = begun(queued.sync(), at(101)).sync();
      assertThat(next.fullPass()).isEqualTo(run("full"));
      assertThat(next.checkpoint()).isNull();
    }

    @Test
    void oneThatWasInterruptedGoesOnFromItsCheckpoint() {
      Sync halfway =
          begun(created(HOURLY), T0).sync().progressed(new Checkpoint("page 7"), true, at(10));
      for (Outcome end :
          new Outcome[] {
            failed(PROVIDER_DOWN, at(12)), new Outcome.Cancelled(at(12)), new Outcome.Lost(at(12))
          }) {
        Sync next = begun(halfway.finished(end), at(100)).sync();
        assertThat(next.fullPass()).isEqualTo(run("first"));
        assertThat(next.checkpoint()).isEqualTo(new Checkpoint("page 7"));
      }
    }

    @Test
    void oneThatWasInterruptedGoesOnInFullModeToo() {
      Sync full = created(HOURLY).rescheduled(HOURLY, SyncMode.FULL);
      Sync halfway = begun(full, T0).sync().progressed(new Checkpoint("page 7"), true, at(10));
      Sync next = begun(halfway.finished(failed(PROVIDER_DOWN, at(12))), at(100)).sync();
      assertThat(next.fullPass()).isEqualTo(run("first"));
      assertThat(next.checkpoint()).isEqualTo(new Checkpoint("page 7"));
    }

    @Test
    void oneFollowsAPartialRun() {
      Sync next = begun(ran(succeeded(), at(3_600), partial(at(3_605))), at(7_200)).sync();
      assertThat(next.fullPass()).isEqualTo(running(next).run());
      assertThat(next.checkpoint()).isNull();
    }

    @Test
    void aRunThatStartsOverBecomesOne() {
      Sync reading = begun(succeeded(), at(3_600)).sync();
      Sync again = reading.suspended(waiting(reading, at(3_601)), true);
      assertThat(again.checkpoint()).isNull();
      assertThat(again.fullPass()).isEqualTo(running(reading).run());
      assertThat(begun(again, at(3_602)).sync().fullPass()).isEqualTo(running(reading).run());
    }
  }

  @Nested
  class Leases {
    private final Beginning.Begun first = begun(created(HOURLY), T0);

    @Test
    void belongToTheWorkerWithTheNewestToken() {
      assertThat(first.sync().heldBy(first.lease())).isTrue();
      assertThat(first.sync().heldBy(new Lease(ID, first.lease().run(), FencingToken.NONE)))
          .isFalse();
      assertThat(first.sync().heldBy(new Lease(ID, run("other"), first.lease().token()))).isFalse();
    }

    @Test
    void areLostToWhoeverBeginsNext() {
      Sync next = begun(first.sync().lost(at(20)), at(20)).sync();
      assertThat(next.heldBy(first.lease())).isFalse();
    }

    @Test
    void endWithTheRun() {
      assertThat(first.sync().finished(new Outcome.Succeeded(at(5))).heldBy(first.lease()))
          .isFalse();
      assertThat(first.sync().suspended(waiting(first.sync(), at(9)), false).heldBy(first.lease()))
          .isFalse();
    }

    @Test
    void stillHoldAfterTheirTimeIfNobodyTookOver() {
      assertThat(first.sync().currentRun().lost(at(60))).isTrue();
      assertThat(first.sync().heldBy(first.lease())).isTrue();
    }

    @Test
    void stillHoldForAWorkerThatIsToStop() {
      assertThat(first.sync().cancelled(at(5)).heldBy(first.lease())).isTrue();
    }

    @Test
    void getLongerWithABeatAndNeverShorter() {
      assertThat(running(first.sync().beaten(at(40))).leaseUntil()).isEqualTo(at(40));
      assertThat(running(first.sync().beaten(at(10))).leaseUntil()).isEqualTo(at(15));
      CurrentRun stopping = first.sync().cancelled(at(5)).beaten(at(40)).currentRun();
      assertThat(((CurrentRun.Cancelling) stopping).leaseUntil()).isEqualTo(at(40));
    }

    @Test
    void areNoneOfASyncThatDoesNotRun() {
      Sync idle = succeeded();
      assertThat(idle.beaten(at(100))).isEqualTo(idle);
      assertThat(idle.lost(at(100))).isSameAs(idle);
      assertThat(created(HOURLY).currentRun().lost(at(100))).isFalse();
    }
  }

  @Nested
  class Pages {
    private final Sync reading = begun(created(HOURLY), T0).sync();

    @Test
    void moveTheCheckpoint() {
      assertThat(reading.progressed(new Checkpoint("page 2"), true, at(3)).checkpoint())
          .isEqualTo(new Checkpoint("page 2"));
    }

    @Test
    void countAsDataOnlyWithRecords() {
      Sync data = reading.progressed(new Checkpoint("page 2"), true, at(3));
      assertThat(data.lastDataAt()).isEqualTo(at(3));
      assertThat(data.progressed(new Checkpoint("page 3"), false, at(4)).lastDataAt())
          .isEqualTo(at(3));
    }

    @Test
    void startTheAttemptsAgain() {
      Sync third = begun(reading.suspended(waiting(reading, at(3)), false), at(3)).sync();
      assertThat(running(third).attempt()).isEqualTo(2);
      assertThat(running(third.progressed(new Checkpoint("page 2"), true, at(4))).attempt())
          .isEqualTo(1);
    }

    @Test
    void ofAWorkerThatIsToStopAreStoredToo() {
      Sync stopping = reading.cancelled(at(2));
      Sync stored = stopping.progressed(new Checkpoint("page 2"), true, at(3));
      assertThat(stored.checkpoint()).isEqualTo(new Checkpoint("page 2"));
      assertThat(stored.currentRun()).isEqualTo(stopping.currentRun());
    }

    @Test
    void doNotMoveTheLastSuccess() {
      Sync next = begun(succeeded(), at(3_600)).sync();
      assertThat(next.progressed(new Checkpoint("page 2"), true, at(3_601)).lastSucceededAt())
          .isEqualTo(at(60));
    }
  }

  @Test
  void aRunThatWasAskedToStopDoesNotWaitForItsNextAttempt() {
    Sync reading = begun(created(HOURLY), T0).sync();
    CurrentRun.Waiting waiting = waiting(reading, at(100));
    assertThat(reading.cancelled(at(5)).suspended(waiting, false))
        .isEqualTo(reading.suspended(waiting, false).cancelled(at(5)))
        .extracting(Sync::currentRun)
        .isEqualTo(new CurrentRun.None());
  }

  @Nested
  class Refuses {
    private final Sync sync = succeeded();

    private Sync with(Outcome.Real outcome, Instant lastSuccess, int failures, int epoch) {
      return new Sync(
          ID,
          HOURLY,
          SyncMode.FULL,
          new Hold.None(),
          new CurrentRun.None(),
          outcome,
          lastSuccess,
          null,
          T0,
          null,
          null,
          null,
          null,
          sync.token(),
          failures,
          epoch);
    }

    @Test
    void aLastSuccessOtherThanTheLastOutcome() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> with(new Outcome.Succeeded(at(2)), at(1), 0, 1))
          .withMessage(
              "stripe-org_demo/StripeCustomer: the last outcome succeeded at"
                  + " 2026-11-21T10:00:02Z, but the last success is said to be"
                  + " 2026-11-21T10:00:01Z");
    }

    @Test
    void aLastSuccessWithoutAnOutcome() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> with(null, at(1), 0, 1))
          .withMessage(
              "stripe-org_demo/StripeCustomer: no run has an outcome, but the last success is said"
                  + " to be 2026-11-21T10:00:01Z");
    }

    @Test
    void countsThatCannotBe() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> with(null, null, -1, 1))
          .withMessageContaining("failures are from 0 and epochs from 1, but were -1, 1");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> with(null, null, 0, 0))
          .withMessageContaining("failures are from 0 and epochs from 1, but were 0, 0");
    }
  }
}
