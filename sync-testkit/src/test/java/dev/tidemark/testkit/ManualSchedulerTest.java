package dev.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.sync.SyncId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManualSchedulerTest {
  private static final SyncId A = Fixtures.syncId("stripe", "A");
  private static final SyncId B = Fixtures.syncId("stripe", "B");
  private static final SyncId C = Fixtures.syncId("stripe", "C");

  private final SettableClock clock = new SettableClock(Fixtures.NOON);
  private final ManualScheduler scheduler = new ManualScheduler(clock);

  @Test
  void runsWhatIsDueTheEarliestFirst() {
    scheduler.schedule(A, Fixtures.NOON);
    scheduler.schedule(B, Fixtures.noonPlus(-1));
    scheduler.schedule(C, Fixtures.noonPlus(1));
    List<SyncId> handled = new ArrayList<>();

    assertThat(scheduler.runDue(handled::add)).containsExactly(B, A);

    assertThat(handled).containsExactly(B, A);
  }

  @Test
  void runsASyncOncePerCallAlsoIfItIsDueAgain() {
    scheduler.schedule(A, Fixtures.NOON);

    assertThat(scheduler.runDue(sync -> scheduler.schedule(sync, Fixtures.NOON)))
        .containsExactly(A);
    assertThat(scheduler.runDue(scheduler::unschedule)).containsExactly(A);
    assertThat(scheduler.runDue(scheduler::unschedule)).isEmpty();
  }

  @Test
  void skipsWhatAnEarlierHandlerHasPutOff() {
    scheduler.schedule(A, Fixtures.noonPlus(-1));
    scheduler.schedule(B, Fixtures.NOON);

    assertThat(scheduler.runDue(sync -> scheduler.schedule(B, Fixtures.noonPlus(9))))
        .containsExactly(A);
  }

  @Test
  void keepsTheInstantOfASyncThatItsHandlerLeavesAlone() {
    scheduler.schedule(A, Fixtures.NOON);

    scheduler.runDue(sync -> {});

    assertThat(scheduler.due(A)).contains(Fixtures.NOON);
  }

  @Test
  void tellsWhenTheNextSyncIsDue() {
    assertThat(scheduler.next()).isEmpty();
    scheduler.schedule(A, Fixtures.noonPlus(9));
    scheduler.schedule(B, Fixtures.noonPlus(5));
    assertThat(scheduler.next()).contains(Fixtures.noonPlus(5));

    scheduler.unschedule(B);
    clock.advance(Duration.ofSeconds(9));

    assertThat(scheduler.next()).contains(Fixtures.noonPlus(9));
    assertThat(scheduler.runDue(sync -> {})).containsExactly(A);
  }

  @Test
  void leavesDueInstantsToAnotherSchedulerIfItIsGivenOne() {
    ManualScheduler kept = new ManualScheduler(clock);
    ManualScheduler crank = new ManualScheduler(clock, kept);

    crank.schedule(A, Fixtures.NOON);
    assertThat(kept.due(A)).contains(Fixtures.NOON);
    kept.unschedule(A);

    assertThat(crank.due(A)).isEmpty();
    assertThat(crank.runDue(sync -> {})).isEmpty();
  }
}
