package dev.tidemark.domain.sync;

import static dev.tidemark.domain.sync.Examples.HOURLY;
import static dev.tidemark.domain.sync.Examples.ID;
import static dev.tidemark.domain.sync.Examples.MANUAL;
import static dev.tidemark.domain.sync.Examples.PROVIDER_DOWN;
import static dev.tidemark.domain.sync.Examples.T0;
import static dev.tidemark.domain.sync.Examples.at;
import static dev.tidemark.domain.sync.Examples.begun;
import static dev.tidemark.domain.sync.Examples.failed;
import static dev.tidemark.domain.sync.Examples.ran;
import static dev.tidemark.domain.sync.Examples.run;
import static dev.tidemark.domain.sync.Examples.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.connection.ConnectionState;
import dev.tidemark.domain.sync.SyncStatus.Word;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a provider says by itself, and what waits for setup. */
class SyncNoticesTest {
  @Nested
  class Noticed {
    @Test
    void bringsARunAtOnce() {
      assertThat(succeeded().noticed(at(100)).nextRun()).contains(at(100));
    }

    @Test
    void bringsOneWithoutASchedule() {
      assertThat(succeeded(MANUAL).nextRun()).isEmpty();
      assertThat(succeeded(MANUAL).noticed(at(100)).nextRun()).contains(at(100));
    }

    @Test
    void changesNoWord() {
      ConnectionState connected = new ConnectionState.Connected();
      assertThat(SyncStatus.of(succeeded().noticed(at(100)), connected, at(101)))
          .isEqualTo(SyncStatus.of(succeeded(), connected, at(101)));
    }

    @Test
    void isOverOnceARunHasBegun() {
      Sync reading = begun(succeeded().noticed(at(100)), at(101)).sync();

      assertThat(reading.finished(new Outcome.Succeeded(at(110))).nextRun().orElseThrow())
          .isAfter(at(3_600));
    }

    @Test
    void whileARunIsAtItLeadsToAnother() {
      Sync reading = begun(succeeded(), at(1_000)).sync().noticed(at(1_020));

      assertThat(reading.nextRun()).contains(at(1_020));
      assertThat(reading.finished(new Outcome.Succeeded(at(1_060))).nextRun()).contains(at(1_020));
    }

    @Test
    void waitsAWhileAfterARunThatHasJustBegun() {
      assertThat(ran(succeeded(), at(1_000), new Outcome.Succeeded(at(1_001))).noticed(at(1_002)))
          .extracting(sync -> sync.nextRun().orElseThrow())
          .isEqualTo(at(1_005));
    }

    @Test
    void waitsLongerWhereEveryRunReadsEverything() {
      Sync full =
          ran(
              Sync.create(ID, HOURLY, SyncMode.FULL, run("first"), T0),
              T0,
              new Outcome.Succeeded(at(60)));

      assertThat(full.noticed(at(100)).nextRun()).contains(at(300));
      assertThat(full.noticed(at(400)).nextRun()).contains(at(400));
    }

    @Test
    void saidOftenIsSaidOnce() {
      Sync once = succeeded().noticed(at(100));

      assertThat(once.noticed(at(101))).isSameAs(once);
    }

    @Test
    void leavesAQueuedRunAlone() {
      Sync fresh = Examples.created(HOURLY);

      assertThat(fresh.noticed(at(1))).isSameAs(fresh);
    }

    @Test
    void doesNotHurryWhatFails() {
      Sync down = ran(succeeded(), at(1_000), failed(PROVIDER_DOWN, at(1_001)));

      assertThat(down.noticed(at(1_002)).nextRun()).isEqualTo(down.nextRun());
    }

    @Test
    void bringsBackWhatNothingElseDoes() {
      Sync failed = ran(succeeded(MANUAL), at(1_000), failed(Examples.NOT_ALLOWED, at(1_001)));
      Sync partial = ran(succeeded(MANUAL), at(1_000), Examples.partial(at(1_001)));

      assertThat(failed.nextRun()).isEmpty();
      assertThat(failed.noticed(at(1_100)).nextRun()).contains(at(1_100));
      assertThat(partial.noticed(at(1_100)).nextRun()).contains(at(1_100));
    }

    @Test
    void isForgottenByWhoCancels() {
      Instant next =
          begun(succeeded(), at(1_000))
              .sync()
              .noticed(at(1_001))
              .cancelled(at(1_002))
              .finished(new Outcome.Cancelled(at(1_003)))
              .nextRun()
              .orElseThrow();

      assertThat(next).isAfter(at(4_000));
    }
  }

  @Nested
  class Awaiting {
    private final Sync awaiting = Sync.awaiting("mapping", ID, HOURLY, SyncMode.INCREMENTAL, T0);

    @Test
    void runsByNothing() {
      assertThat(awaiting.nextRun()).isEmpty();
      assertThat(awaiting.begin(run("x"), at(9_999), at(10_014)))
          .isInstanceOf(Beginning.Held.class);
      assertThat(awaiting.trigger(run("x"), false, at(1))).isInstanceOf(Triggering.Held.class);
      assertThat(awaiting.noticed(at(1))).isSameAs(awaiting);
    }

    @Test
    void isPending() {
      assertThat(SyncStatus.of(awaiting, new ConnectionState.Connected(), at(999_999)).word())
          .isEqualTo(Word.PENDING);
    }

    @Test
    void runsAtOnceWhenItsStepIsDone() {
      assertThat(awaiting.stepDone("mapping", run("x"), at(5)).nextRun()).contains(at(5));
      assertThat(awaiting.stepDone("another", run("x"), at(5))).isSameAs(awaiting);
    }

    @Test
    void isNotEndedByNewCredentials() {
      assertThat(awaiting.reconnected(run("x"), at(5))).isSameAs(awaiting);
    }

    @Test
    void outlastsPausesAndHalts() {
      Hold.Reason paused = new Hold.PausedByUser(at(1));
      Hold.Reason halted = new Hold.HaltedBySystem(PROVIDER_DOWN, at(2));

      assertThat(awaiting.held(paused).held(halted).hold()).isEqualTo(awaiting.hold());
    }

    @Test
    void leavesASyncThatRunsAlone() {
      Sync reading = begun(succeeded(), at(100)).sync();

      assertThat(reading.stepDone("mapping", run("x"), at(101))).isSameAs(reading);
    }
  }
}
