package dev.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.failure.FailureCode;
import dev.tidemark.domain.run.Run;
import dev.tidemark.domain.run.RunCounts;
import dev.tidemark.domain.sync.CurrentRun;
import dev.tidemark.domain.sync.Lease;
import dev.tidemark.domain.sync.Outcome;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.SyncId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link dev.tidemark.application.run.RunJournal} promises of the history of runs. */
public abstract class RunHistoryContract extends StoreContract {
  private SyncId sync;

  @BeforeEach
  void addASync() {
    sync = added("stripe", "StripeCustomer");
  }

  private List<Run> history() {
    return store.journal().history(sync, 100);
  }

  private Run newest() {
    return history().get(0);
  }

  private static CurrentRun.Waiting waiting(Lease lease, Instant resumeAt) {
    return new CurrentRun.WaitingRateLimit(lease.run(), Fixtures.NOON, resumeAt, 1);
  }

  @Test
  void isEmptyBeforeTheFirstRunBegins() {
    assertThat(history()).isEmpty();
    assertThat(store.journal().history(Fixtures.syncId("absent", "Absent"), 10)).isEmpty();
  }

  @Test
  void showsARunFromItsBeginning() {
    Lease lease = begun(sync, "run", Fixtures.noonPlus(1));

    assertThat(history())
        .containsExactly(
            new Run(lease.run(), sync, true, Fixtures.noonPlus(1), 1, RunCounts.NONE, null));
  }

  @Test
  void keepsEveryOutcome() {
    List<Outcome> outcomes =
        List.of(
            new Outcome.Succeeded(Fixtures.noonPlus(2)),
            new Outcome.Failed(Fixtures.noonPlus(4), Fixtures.failure(FailureCode.NETWORK)),
            new Outcome.Partial(
                Fixtures.noonPlus(6), Fixtures.failure(FailureCode.INVALID_DATA), 1, 1L << 40),
            new Outcome.Cancelled(Fixtures.noonPlus(8)));
    for (int i = 0; i < outcomes.size(); i++) {
      Lease lease = begun(sync, "run-" + i, Fixtures.noonPlus(2L * i + 1));
      store.journal().finish(lease, outcomes.get(i));
    }

    assertThat(history()).extracting(Run::outcome).isEqualTo(outcomes.reversed());
    assertThat(history().get(3).id()).isEqualTo(new RunId("first-" + sync));
    assertThat(history().get(2).id()).isEqualTo(new RunId("run-1"));
  }

  @Test
  void showsTheNewestRunsFirstAndAtMostSoMany() {
    for (int i = 0; i < 7; i++) {
      // All begin at one instant: only their order tells which is the newest.
      Lease lease = begun(sync, "run-" + (9 - i), Fixtures.NOON);
      store.journal().finish(lease, new Outcome.Succeeded(Fixtures.NOON));
    }

    assertThat(store.journal().history(sync, 3))
        .extracting(Run::id)
        .extracting(RunId::value)
        .containsExactly("run-3", "run-4", "run-5");
    assertThat(history()).hasSize(7);
  }

  @Test
  void keepsAHundredRunsAtLeast() {
    for (int i = 1; i <= 130; i++) {
      Lease lease = begun(sync, "run-" + i, Fixtures.noonPlus(i));
      store.journal().finish(lease, new Outcome.Succeeded(Fixtures.noonPlus(i)));
    }

    assertThat(history())
        .hasSize(100)
        .extracting(run -> run.startedAt())
        .startsWith(Fixtures.noonPlus(130), Fixtures.noonPlus(129))
        .endsWith(Fixtures.noonPlus(31));
  }

  @Test
  void countsTheAttemptsOfOneRun() {
    Lease first = begun(sync, "run", Fixtures.noonPlus(1));
    committed(first, Fixtures.page("p1", Fixtures.record("a", "1")), Fixtures.noonPlus(1));
    store.journal().suspend(first, waiting(first, Fixtures.noonPlus(2)), false);
    assertThat(newest().outcome()).isNull();
    Lease second = begun(sync, "other", Fixtures.noonPlus(3));
    committed(second, Fixtures.page("p2", Fixtures.record("b", "1")), Fixtures.noonPlus(3));

    assertThat(history())
        .containsExactly(
            new Run(
                first.run(), sync, true, Fixtures.noonPlus(1), 2, new RunCounts(2, 0, 0, 0), null));
  }

  @Test
  void tellsFullPassesFromIncrements() {
    Lease full = begun(sync, "full", Fixtures.NOON);
    committed(full, Fixtures.lastPage("p1"), Fixtures.NOON);
    store.journal().finish(full, new Outcome.Succeeded(Fixtures.NOON));
    begun(sync, "increment", Fixtures.noonPlus(1));

    assertThat(history()).extracting(Run::full).containsExactly(false, true);
  }

  @Test
  void showsALostRunAsLostWhenItsLeaseEnded() {
    Lease lost = begun(sync, "lost", Fixtures.NOON);
    Instant late = Fixtures.noonPlus(99);

    store.journal().begin(sync, new RunId("closing"), late, LEASE);

    assertThat(newest().id()).isEqualTo(lost.run());
    assertThat(newest().outcome()).isEqualTo(new Outcome.Lost(Fixtures.NOON.plus(LEASE)));
    Lease next = begun(sync, "next", late);
    assertThat(history()).extracting(Run::id).containsExactly(next.run(), lost.run());
  }

  @Test
  void showsARunAsLostAlsoIfAnotherChangeFoundThatOut() {
    begun(sync, "lost", Fixtures.NOON);

    store.syncs().update(sync, facts -> facts.lost(Fixtures.noonPlus(99)));

    assertThat(newest().outcome()).isEqualTo(new Outcome.Lost(Fixtures.NOON.plus(LEASE)));
  }

  @Test
  void showsNoRunAsActiveThatTheFactsDoNotKnowAnyMore() {
    Lease reset = begun(sync, "one", Fixtures.NOON);
    store.syncs().update(sync, facts -> facts.reset(new RunId("two"), Fixtures.NOON));
    assertThat(newest().id()).isEqualTo(reset.run());
    assertThat(newest().outcome()).isInstanceOf(Outcome.Cancelled.class);

    Lease cancelled = begun(sync, "two", Fixtures.NOON);
    store.journal().suspend(cancelled, waiting(cancelled, Fixtures.noonPlus(9)), false);
    store.syncs().update(sync, facts -> facts.cancelled(Fixtures.NOON));
    assertThat(newest().id()).isEqualTo(cancelled.run());
    assertThat(newest().outcome()).isInstanceOf(Outcome.Cancelled.class);

    Lease removed = begun(sync, "three", Fixtures.NOON);
    store.syncs().removeAll(sync.connection());
    assertThat(newest().id()).isEqualTo(removed.run());
    assertThat(newest().outcome()).isInstanceOf(Outcome.Cancelled.class);
    assertThat(history()).hasSize(3);
  }

  @Test
  void showsARunThatIsToStopAsActive() {
    begun(sync, "run", Fixtures.NOON);

    store.syncs().update(sync, facts -> facts.cancelled(Fixtures.NOON));

    assertThat(newest().outcome()).isNull();
  }

  @Test
  void showsNothingOfARunThatWasCancelledBeforeItBegan() {
    store.syncs().update(sync, facts -> facts.cancelled(Fixtures.NOON));

    assertThat(history()).isEmpty();
  }
}
