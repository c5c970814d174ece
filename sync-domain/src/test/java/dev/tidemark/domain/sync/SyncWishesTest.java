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
import static dev.tidemark.domain.sync.Examples.ran;
import static dev.tidemark.domain.sync.Examples.run;
import static dev.tidemark.domain.sync.Examples.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What people, and the system for them, ask of a sync: trigger, cancel, hold, release, reset. */
class SyncWishesTest {
  private static final Hold.Reason PAUSE = new Hold.PausedByUser(at(100));
  private static final Hold.Reason HALT = new Hold.HaltedBySystem(NOT_ALLOWED, at(100));
  private static final CurrentRun NONE = new CurrentRun.None();
  private static final CurrentRun NEXT = new CurrentRun.Queued(run("next"), at(200), false);

  private static Triggering trigger(Sync sync, Instant now) {
    return sync.trigger(run("next"), false, now);
  }

  private static Sync waiting() {
    Sync reading = begun(created(HOURLY), T0).sync();
    return reading.suspended(new CurrentRun.WaitingRateLimit(run("first"), T0, at(500), 1), false);
  }

  @Nested
  class Trigger {
    @Test
    void queuesARun() {
      Triggering.Queued queued = (Triggering.Queued) trigger(succeeded(), at(200));
      assertThat(queued.run()).isEqualTo(run("next"));
      assertThat(queued.sync().currentRun()).isEqualTo(NEXT);
    }

    @Test
    void joinsARunThatIsQueuedOrReadsOrWaits() {
      for (Sync active : List.of(created(HOURLY), begun(created(HOURLY), T0).sync(), waiting())) {
        assertThat(trigger(active, at(1))).isEqualTo(new Triggering.Joined(active, run("first")));
      }
    }

    @Test
    void makesARunThatHasNotBegunTheFullPassThatIsWanted() {
      Triggering.Queued queued =
          (Triggering.Queued) succeeded().trigger(run("next"), false, at(200));
      assertThat(queued.sync().readsAll(at(200))).isFalse();

      Triggering.Joined joined =
          (Triggering.Joined) queued.sync().trigger(run("other"), true, at(201));

      assertThat(joined.run()).isEqualTo(run("next"));
      assertThat(joined.sync().currentRun())
          .isEqualTo(new CurrentRun.Queued(run("next"), at(200), true));
      assertThat(joined.sync().readsAll(at(201))).isTrue();
      assertThat(begun(joined.sync(), at(202)).sync().fullPass()).isEqualTo(run("next"));
    }

    @Test
    void beginsAnewTheFullPassThatIsWantedAlthoughOneIsUnderWay() {
      Sync failed =
          begun(created(HOURLY), T0)
              .sync()
              .progressed(new Checkpoint("half"), true, at(1))
              .finished(new Outcome.Failed(at(2), PROVIDER_DOWN));
      assertThat(begun(failed, at(3_600)).sync().checkpoint())
          .as("what nobody asked for goes on")
          .isEqualTo(new Checkpoint("half"));

      Triggering.Queued queued = (Triggering.Queued) failed.trigger(run("next"), true, at(10));
      Sync anew = begun(queued.sync(), at(10)).sync();

      assertThat(anew.fullPass()).isEqualTo(run("next"));
      assertThat(anew.checkpoint()).isNull();
    }

    @Test
    void leavesAnIncrementThatHasBegunAsItIs() {
      Sync reading = begun(succeeded(), at(200)).sync();

      assertThat(reading.trigger(run("other"), true, at(201)))
          .isEqualTo(new Triggering.Joined(reading, reading.currentRun().id().orElseThrow()));
      assertThat(reading.readsAll(at(201))).isFalse();
    }

    @Test
    void doesNotJoinARunThatIsToStop() {
      Beginning.Begun first = begun(created(HOURLY), at(190));
      Triggering.Queued queued =
          (Triggering.Queued) trigger(first.sync().cancelled(at(195)), at(200));
      assertThat(queued.sync().currentRun()).isEqualTo(NEXT);
      assertThat(queued.sync().heldBy(first.lease())).isFalse();
    }

    @Test
    void doesNotJoinARunWhoseWorkerWasLost() {
      Sync lost = begun(succeeded(), at(100)).sync();
      Triggering.Queued queued = (Triggering.Queued) trigger(lost, at(200));
      assertThat(queued.sync().currentRun()).isEqualTo(NEXT);
      assertThat(queued.sync().lastOutcome()).isEqualTo(new Outcome.Lost(at(115)));
    }

    @Test
    void isRefusedByAHold() {
      assertThat(trigger(succeeded().held(PAUSE), at(200))).isEqualTo(new Triggering.Held(PAUSE));
      assertThat(trigger(succeeded().held(HALT), at(200))).isEqualTo(new Triggering.Held(HALT));
    }
  }

  @Nested
  class Cancel {
    @Test
    void asksAWorkerToStop() {
      Beginning.Begun begun = begun(created(HOURLY), T0);
      assertThat(begun.sync().cancelled(at(5)).currentRun())
          .isEqualTo(new CurrentRun.Cancelling(run("first"), begun.lease().token(), T0, at(15), 1));
    }

    @Test
    void endsARunWithoutAWorkerAtOnce() {
      assertThat(created(HOURLY).cancelled(at(1)).currentRun()).isEqualTo(NONE);
      assertThat(waiting().cancelled(at(1)).currentRun()).isEqualTo(NONE);
    }

    @Test
    void keepsTheCheckpoint() {
      Sync reading =
          begun(created(HOURLY), T0).sync().progressed(new Checkpoint("page 7"), true, at(3));
      Sync stopped = reading.cancelled(at(5)).finished(new Outcome.Cancelled(at(6)));
      assertThat(stopped.checkpoint()).isEqualTo(new Checkpoint("page 7"));
      assertThat(stopped.lastOutcome()).isNull();
    }

    @Test
    void changesNothingIfNothingRunsOrTheRunIsToStopAlready() {
      assertThat(succeeded().cancelled(at(200))).isEqualTo(succeeded());
      Sync stopping = begun(created(HOURLY), T0).sync().cancelled(at(5));
      assertThat(stopping.cancelled(at(6))).isEqualTo(stopping);
    }

    @Test
    void comesTooLateForARunThatSucceeds() {
      Sync stopping = begun(created(HOURLY), T0).sync().cancelled(at(5));
      assertThat(stopping.finished(new Outcome.Succeeded(at(6))).lastSucceededAt())
          .isEqualTo(at(6));
    }

    @Test
    void doesNotHideThatTheWorkerWasLostBefore() {
      Sync reading = begun(created(MANUAL), T0).sync();
      Sync cancelled = reading.cancelled(at(20));
      assertThat(cancelled.lastOutcome()).isEqualTo(new Outcome.Lost(at(15)));
      assertThat(cancelled.currentRun()).isEqualTo(NONE);
      assertThat(cancelled.nextRun()).isEmpty();
    }
  }

  @Nested
  class Holding {
    @Test
    void cancelsWhatRuns() {
      assertThat(created(HOURLY).held(PAUSE).currentRun()).isEqualTo(NONE);
      assertThat(begun(created(HOURLY), at(99)).sync().held(PAUSE).currentRun())
          .isInstanceOf(CurrentRun.Cancelling.class);
    }

    @Test
    void byTheSystemDoesNotReplaceAUsersPause() {
      assertThat(succeeded().held(PAUSE).held(HALT).hold()).isEqualTo(PAUSE);
    }

    @Test
    void byAUserReplacesAHaltOfTheSystem() {
      assertThat(succeeded().held(HALT).held(PAUSE).hold()).isEqualTo(PAUSE);
    }

    @Test
    void againKeepsTheNewerReason() {
      Hold.Reason later = new Hold.HaltedBySystem(PROVIDER_DOWN, at(150));
      assertThat(succeeded().held(HALT).held(later).hold()).isEqualTo(later);
    }
  }

  @Nested
  class Release {
    @Test
    void queuesARun() {
      Sync released = succeeded().held(PAUSE).released(run("next"), at(200));
      assertThat(released.hold()).isEqualTo(new Hold.None());
      assertThat(released.currentRun()).isEqualTo(NEXT);
    }

    @Test
    void doesNotWaitForAWorkerThatIsStillStopping() {
      Beginning.Begun begun = begun(succeeded(MANUAL), at(190));
      Sync paused = begun.sync().held(new Hold.PausedByUser(at(195)));
      Sync released = paused.released(run("next"), at(200));
      assertThat(released.currentRun()).isEqualTo(NEXT);
      assertThat(released.heldBy(begun.lease())).isFalse();
    }

    @Test
    void keepsARunThatWasQueuedByAReset() {
      Sync reset = succeeded().held(PAUSE).reset(run("again"), at(150));
      assertThat(reset.released(run("next"), at(200)).currentRun())
          .isEqualTo(new CurrentRun.Queued(run("again"), at(150), true));
    }

    @Test
    void leavesARunThatGoesOnAlone() {
      Sync reading = begun(created(HOURLY), T0).sync();
      assertThat(reading.released(run("next"), at(5))).isEqualTo(reading);
    }
  }

  @Nested
  class Reconnect {
    @Test
    void releasesWhatTheSystemHalted() {
      assertThat(succeeded().held(HALT).reconnected(run("next"), at(200)).currentRun())
          .isEqualTo(new CurrentRun.Queued(run("next"), at(200), true));
    }

    @Test
    void cutsOffAWorkerThatIsAtItWithTheOldOnes() {
      Beginning.Begun old = begun(succeeded(), at(100));

      Sync renewed = old.sync().reconnected(run("next"), at(101));

      assertThat(renewed.heldBy(old.lease())).isFalse();
      assertThat(renewed.currentRun()).isEqualTo(new CurrentRun.Queued(run("next"), at(101), true));
    }

    @Test
    void keepsAUsersPauseEvenIfTheSystemHaltedTheSyncSince() {
      Sync paused = succeeded().held(PAUSE).held(HALT);
      assertThat(paused.reconnected(run("next"), at(200))).isEqualTo(paused);
    }
  }

  @Nested
  class Reset {
    private final Beginning.Begun begun =
        begun(ran(succeeded(), at(3_600), failed(PROVIDER_DOWN, at(3_605))), at(3_620));
    private final Sync reset = begun.sync().reset(run("again"), at(3_625));

    @Test
    void forgetsEverythingAboutTheData() {
      assertThat(reset.lastOutcome()).isNull();
      assertThat(reset.lastSucceededAt()).isNull();
      assertThat(reset.lastDataAt()).isNull();
      assertThat(reset.checkpoint()).isNull();
      assertThat(reset.fullPass()).isNull();
      assertThat(reset.failuresInARow()).isZero();
      assertThat(reset.epoch()).isEqualTo(2);
    }

    @Test
    void queuesAFullPassAndCutsTheWorkerOff() {
      assertThat(reset.currentRun())
          .isEqualTo(new CurrentRun.Queued(run("again"), at(3_625), true));
      assertThat(reset.heldBy(begun.lease())).isFalse();
    }

    @Test
    void keepsTheTokensRising() {
      assertThat(begun(reset, at(3_630)).lease().token().value())
          .isGreaterThan(begun.lease().token().value());
    }

    @Test
    void keepsThePause() {
      assertThat(succeeded().held(PAUSE).reset(run("again"), at(150)).hold()).isEqualTo(PAUSE);
    }
  }

  @Test
  void aNewScheduleLeavesTheRunAlone() {
    Sync reading = begun(created(HOURLY), T0).sync();
    Sync rescheduled = reading.rescheduled(MANUAL, SyncMode.FULL);
    assertThat(rescheduled.currentRun()).isEqualTo(reading.currentRun());
    assertThat(rescheduled.schedule()).isEqualTo(MANUAL);
    assertThat(rescheduled.mode()).isEqualTo(SyncMode.FULL);
  }
}
