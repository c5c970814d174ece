package dev.tidemark.domain.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.connection.ConnectionState;
import dev.tidemark.domain.sync.Histories.History;
import dev.tidemark.domain.sync.SyncStatus.Word;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** The invariants of a sync hold after every step of whatever happens to it. */
class SyncHistoriesProperties {
  @Provide
  Arbitrary<History> histories() {
    return Histories.any();
  }

  @Property(tries = 2_000)
  @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
  void invariantsHoldAfterEveryStep(@ForAll("histories") History history) {
    World world = new World(history.schedule(), history.mode(), history.awaiting());
    Invariants.check(world);
    for (Event event : history.events()) {
      Sync before = world.sync;
      Instant then = world.now;
      List<SyncStatus> statusBefore = statuses(world, before);
      world.happen(event);
      Invariants.check(world);
      if (world.now.equals(then)) {
        Step step = new Step(before, statusBefore, world);
        step.check(event);
      }
    }
    Invariants.factsAreValues(world.sync);
    for (World.Sight sight : World.Sight.values()) {
      Statistics.label(sight.name())
          .collect(world.seen.contains(sight))
          .coverage(coverage -> coverage.check(true).count(count -> count > 50));
    }
  }

  private static List<SyncStatus> statuses(World world, Sync sync) {
    return Stream.of(0, 20, 400_000)
        .map(seconds -> Invariants.status(world, sync, world.now.plusSeconds(seconds)))
        .toList();
  }

  /** What one event may do to the facts, at the instant when it happens. */
  private record Step(Sync before, List<SyncStatus> statusBefore, World world) {
    void check(Event event) {
      theLastSuccessNeverGoesBack();
      switch (event) {
        case Event.Claimed e -> theStatusIsTheSame();
        case Event.Triggered e -> {
          theStatusIsTheSame();
          aTriggerJoinsARunThatGoesOn();
        }
        case Event.Noticed e -> theStatusIsTheSame();
        case Event.StepDone e -> {
          theStatusIsTheSame();
          assertThat(world.sync.hold()).isNotInstanceOf(Hold.AwaitingSetup.class);
        }
        case Event.CancelAsked e -> {
          theStatusIsTheSame();
          nothingRunsAtOnce();
        }
        // The pause takes the place of the halt: what the last run came to is told again.
        case Event.Paused e when before.hold() instanceof Hold.HaltedBySystem -> {}
        case Event.Paused e -> theStatusIsTheSameBut(Word.SUCCESS);
        case Event.Halted e -> theStatusIsTheSameBut(Word.FAILED);
        case Event.CredentialsRejected e -> assertThat(statusNow().word()).isEqualTo(Word.FAILED);
        case Event.Swept e ->
            assertThat(statuses(world, world.sync)).isEqualTo(statuses(world, before));
        case Event.Ended e when e.ending() == Event.Ending.CANCELLED ->
            theStatusIsTheSameUnlessTheWorkerWasTakenForLost();
        case Event.Ended e -> {}
        case Event.Reset e -> aResetStartsOver();
        case Event.Released e -> theHoldIsGone();
        case Event.Reconnected e -> {}
        case Event.Rescheduled e -> {}
        case Event.Beaten e -> {}
        case Event.PageStored e -> theStatusIsTheSame();
        case Event.Suspended e -> theStatusIsTheSameUnlessTheWorkerWasTakenForLost();
        case Event.TimePasses e -> assertThat(world.sync).isSameAs(before);
        case Event.DueComes e -> assertThat(world.sync).isSameAs(before);
        case Event.LeaseRunsOut e -> assertThat(world.sync).isSameAs(before);
      }
    }

    private SyncStatus statusNow() {
      return Invariants.status(world, world.sync, world.now);
    }

    private void theStatusIsTheSame() {
      assertThat(statusNow()).isEqualTo(statusBefore.getFirst());
    }

    /** A worker that is back before anybody took over shows that the run was not interrupted. */
    private void theStatusIsTheSameUnlessTheWorkerWasTakenForLost() {
      if (!before.currentRun().lost(world.now)) {
        theStatusIsTheSame();
      }
    }

    private void theStatusIsTheSameBut(Word word) {
      if (statusNow().word() != word) {
        theStatusIsTheSame();
      }
    }

    private void theLastSuccessNeverGoesBack() {
      Instant was = before.lastSucceededAt();
      Instant is = world.sync.lastSucceededAt();
      if (was != null && world.sync.epoch() == before.epoch()) {
        assertThat(is).isAfterOrEqualTo(was);
      }
      boolean ended =
          before.currentRun() instanceof CurrentRun.Working
              && world.sync.currentRun() instanceof CurrentRun.None;
      if (is != null && !is.equals(was)) {
        assertThat(ended && world.sync.lastOutcome() instanceof Outcome.Succeeded).isTrue();
      }
    }

    private void aTriggerJoinsARunThatGoesOn() {
      boolean goesOn =
          before.currentRun().id().isPresent()
              && !before.currentRun().lost(world.now)
              && !(before.currentRun() instanceof CurrentRun.Cancelling);
      if (goesOn || before.hold() instanceof Hold.Reason) {
        assertThat(world.sync).isEqualTo(before);
      } else {
        assertThat(world.sync.currentRun()).isInstanceOf(CurrentRun.Queued.class);
      }
    }

    private void nothingRunsAtOnce() {
      boolean cancelled = !world.sync.equals(before);
      if (cancelled) {
        world.sync.nextRun().ifPresent(next -> assertThat(next).isAfter(world.now));
      }
    }

    private void aResetStartsOver() {
      boolean stopped =
          world.connection instanceof ConnectionState.NeedsReauthorization
              || world.sync.hold() instanceof Hold.HaltedBySystem;
      assertThat(statusNow().word()).isEqualTo(stopped ? Word.FAILED : Word.PENDING);
      assertThat(world.sync.epoch()).isEqualTo(before.epoch() + 1);
      assertThat(world.sync.checkpoint()).isNull();
    }

    private void theHoldIsGone() {
      assertThat(world.sync.hold()).isEqualTo(new Hold.None());
      assertThat(world.sync.nextRun().isPresent() || world.holder.isPresent()).isTrue();
    }
  }
}
