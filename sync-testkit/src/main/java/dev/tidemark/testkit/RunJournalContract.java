package dev.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.run.Beat;
import dev.tidemark.application.run.PageCommit;
import dev.tidemark.application.run.Sweep;
import dev.tidemark.domain.failure.FailureCode;
import dev.tidemark.domain.run.DeletionGuard;
import dev.tidemark.domain.sync.Beginning;
import dev.tidemark.domain.sync.Checkpoint;
import dev.tidemark.domain.sync.CurrentRun;
import dev.tidemark.domain.sync.FencingToken;
import dev.tidemark.domain.sync.Hold;
import dev.tidemark.domain.sync.Lease;
import dev.tidemark.domain.sync.Outcome;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.Sync;
import dev.tidemark.domain.sync.SyncId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link dev.tidemark.application.run.RunJournal} promises of leases. */
public abstract class RunJournalContract extends StoreContract {
  private SyncId sync;

  @BeforeEach
  void addASync() {
    sync = added("stripe", "StripeCustomer");
  }

  private Optional<Beginning> begin(String fresh, Instant now) {
    return store.journal().begin(sync, new RunId(fresh), now, LEASE);
  }

  @Test
  void beginsNothingOfASyncThatIsNotThere() {
    SyncId absent = Fixtures.syncId("stripe", "Absent");

    assertThat(store.journal().begin(absent, new RunId("run"), Fixtures.NOON, LEASE)).isEmpty();

    assertThat(store.journal().history(absent, 10)).isEmpty();
  }

  @Test
  void beginsARunAsTheFactsSay() {
    Sync before = facts(sync);

    Optional<Beginning> beginning = begin("fresh", Fixtures.noonPlus(1));

    assertThat(beginning)
        .contains(
            before.begin(
                new RunId("fresh"), Fixtures.noonPlus(1), Fixtures.noonPlus(1).plus(LEASE)));
    assertThat(facts(sync)).isEqualTo(((Beginning.Begun) beginning.orElseThrow()).sync());
    assertThat(facts(sync).currentRun()).isInstanceOf(CurrentRun.Running.class);
  }

  @Test
  void beginsNoSecondRunWhileOneIsActive() {
    Lease lease = begun(sync, "one", Fixtures.NOON);
    Sync before = facts(sync);

    assertThat(begin("two", Fixtures.noonPlus(14))).contains(new Beginning.Active(lease.run()));

    assertThat(facts(sync)).isEqualTo(before);
  }

  @Test
  void beginsNothingWhileTheSyncIsHeld() {
    Hold.Reason hold = new Hold.PausedByUser(Fixtures.NOON);
    store.syncs().update(sync, facts -> facts.held(hold));

    assertThat(begin("one", Fixtures.NOON)).contains(new Beginning.Held(hold));
  }

  @Test
  void givesOneLeaseToManyWhoAsk() {
    for (int round = 0; round < 30; round++) {
      Instant now = Fixtures.noonPlus(round * 100L);
      int number = round;

      List<Beginning> answers =
          Race.run(8, contender -> begin("run-" + number + "-" + contender, now).orElseThrow());

      List<Beginning.Begun> begun =
          answers.stream()
              .filter(Beginning.Begun.class::isInstance)
              .map(Beginning.Begun.class::cast)
              .toList();
      assertThat(begun).hasSize(1);
      Lease lease = begun.get(0).lease();
      assertThat(lease.token()).isEqualTo(new FencingToken(round + 1));
      assertThat(answers).filteredOn(Beginning.Active.class::isInstance).hasSize(7);
      assertThat(answers).contains(new Beginning.Active(lease.run()));
      store.journal().finish(lease, new Outcome.Succeeded(now));
    }
  }

  @Test
  void closesALostRunForOneOfManyWhoAskAndThenBeginsOne() {
    Lease lost = begun(sync, "lost", Fixtures.NOON);
    Instant late = Fixtures.NOON.plus(LEASE);

    List<Beginning> answers =
        Race.run(8, contender -> begin("run-" + contender, late).orElseThrow());

    assertThat(answers).filteredOn(Beginning.FoundLost.class::isInstance).hasSize(1);
    assertThat(answers)
        .filteredOn(Beginning.FoundLost.class::isInstance)
        .allSatisfy(
            answer -> assertThat(((Beginning.FoundLost) answer).run()).isEqualTo(lost.run()));
    assertThat(answers).filteredOn(Beginning.Begun.class::isInstance).hasSize(1);
    assertShutOut(lost, Fixtures.noonPlus(16));
  }

  @Test
  void keepsALeaseWhoseTimeHasPassedUntilSomebodyElseTakesOver() {
    Lease slow = begun(sync, "slow", Fixtures.NOON);
    Instant late = Fixtures.noonPlus(100);

    assertThat(committed(slow, Fixtures.page("p1", Fixtures.record("a", "1")), late).counts())
        .isNotNull();
    assertThat(store.journal().beat(slow, Fixtures.noonPlus(130))).isEqualTo(Beat.HELD);
    assertThat(begin("other", Fixtures.noonPlus(129))).contains(new Beginning.Active(slow.run()));

    assertThat(begin("other", Fixtures.noonPlus(130)).orElseThrow())
        .isInstanceOf(Beginning.FoundLost.class);
    assertShutOut(slow, Fixtures.noonPlus(131));
    Lease other = begun(sync, "other", Fixtures.noonPlus(131));
    assertShutOut(slow, Fixtures.noonPlus(132));
    assertThat(store.journal().beat(other, Fixtures.noonPlus(150))).isEqualTo(Beat.HELD);
  }

  @Test
  void refusesTheRightTokenOfAnotherRunAndTheRightRunWithAnotherToken() {
    Lease lease = begun(sync, "run", Fixtures.NOON);

    assertShutOut(new Lease(sync, new RunId("other"), lease.token()), Fixtures.noonPlus(1));
    assertShutOut(new Lease(sync, lease.run(), FencingToken.NONE), Fixtures.noonPlus(1));
    assertShutOut(new Lease(sync, lease.run(), lease.token().next()), Fixtures.noonPlus(1));
    assertShutOut(
        new Lease(Fixtures.syncId("stripe", "Absent"), lease.run(), lease.token()),
        Fixtures.noonPlus(1));
  }

  /** Nothing that the worker wants is done. */
  private void assertShutOut(Lease lease, Instant now) {
    Sync before = facts(sync);
    var records = records(sync);
    var history = store.journal().history(sync, 100);

    assertThat(
            store.journal().commitPage(lease, Fixtures.page("x", Fixtures.record("x", "x")), now))
        .isEqualTo(new PageCommit.LeaseLost());
    assertThat(store.journal().commitPage(lease, Fixtures.tombstones("x", "a"), now))
        .isEqualTo(new PageCommit.LeaseLost());
    assertThat(store.journal().beat(lease, now.plus(LEASE))).isEqualTo(Beat.LOST);
    assertThat(store.journal().sweep(lease, new DeletionGuard(1, 1000), now))
        .isEqualTo(new Sweep.LeaseLost());
    assertThat(store.journal().suspend(lease, waiting(lease, now), true)).isEmpty();
    assertThat(store.journal().finish(lease, new Outcome.Succeeded(now))).isEmpty();

    assertThat(facts(sync)).isEqualTo(before);
    assertThat(records(sync)).isEqualTo(records);
    assertThat(store.journal().history(sync, 100)).isEqualTo(history);
  }

  private static CurrentRun.Waiting waiting(Lease lease, Instant resumeAt) {
    return new CurrentRun.WaitingRetry(
        lease.run(), Fixtures.NOON, resumeAt, 1, Fixtures.failure(FailureCode.NETWORK));
  }

  @Test
  void shutsOutTheWorkerOfASyncThatWasReset() {
    Lease lease = begun(sync, "run", Fixtures.NOON);

    store.syncs().update(sync, facts -> facts.reset(new RunId("again"), Fixtures.noonPlus(1)));

    assertShutOut(lease, Fixtures.noonPlus(2));
  }

  @Test
  void shutsOutTheWorkerOfARunThatIsOver() {
    Lease lease = begun(sync, "run", Fixtures.NOON);
    store.journal().finish(lease, new Outcome.Succeeded(Fixtures.noonPlus(1)));

    assertShutOut(lease, Fixtures.noonPlus(2));
  }

  @Test
  void givesTheNextWorkerOfASuspendedRunAnotherToken() {
    Lease first = begun(sync, "run", Fixtures.NOON);
    Sync before = facts(sync);
    CurrentRun.Waiting waiting = waiting(first, Fixtures.noonPlus(5));

    assertThat(store.journal().suspend(first, waiting, false))
        .contains(before.suspended(waiting, false));
    assertThat(facts(sync)).isEqualTo(before.suspended(waiting, false));
    assertShutOut(first, Fixtures.noonPlus(1));
    assertThat(begin("other", Fixtures.noonPlus(4))).contains(new Beginning.Active(first.run()));

    Lease second = begun(sync, "other", Fixtures.noonPlus(5));
    assertThat(second.run()).isEqualTo(first.run());
    assertThat(second.token()).isEqualTo(first.token().next());
    assertShutOut(first, Fixtures.noonPlus(6));
    committed(second, Fixtures.page("p"), Fixtures.noonPlus(6));
  }

  @Test
  void startsOverWithAFullPassIfTheSuspensionSaysSo() {
    Lease lease = begun(sync, "run", Fixtures.NOON);
    committed(lease, Fixtures.page("p1"), Fixtures.NOON);

    store.journal().suspend(lease, waiting(lease, Fixtures.noonPlus(5)), true);

    assertThat(facts(sync).checkpoint()).isNull();
    assertThat(facts(sync).fullPass()).isEqualTo(lease.run());
  }

  @Test
  void prolongsALeaseAndNeverShortensIt() {
    Lease lease = begun(sync, "run", Fixtures.NOON);

    assertThat(store.journal().beat(lease, Fixtures.noonPlus(60))).isEqualTo(Beat.HELD);
    assertThat(store.journal().beat(lease, Fixtures.noonPlus(20))).isEqualTo(Beat.HELD);

    assertThat(facts(sync).currentRun().lost(Fixtures.noonPlus(59))).isFalse();
    assertThat(facts(sync).currentRun().lost(Fixtures.noonPlus(60))).isTrue();
  }

  @Test
  void beatsForManyAndTellsWhichAreLost() {
    List<Lease> held =
        List.of(
            begun(sync, "one", Fixtures.NOON),
            begun(added("hubspot", "HubspotContact"), "two", Fixtures.NOON),
            begun(added("hubspot", "HubspotDeal"), "three", Fixtures.NOON));
    store.syncs().update(held.get(1).sync(), facts -> facts.cancelled(Fixtures.NOON));
    Lease replaced = new Lease(sync, new RunId("before"), held.get(0).token());
    Lease older = new Lease(held.get(2).sync(), held.get(2).run(), FencingToken.NONE);
    Lease absent = new Lease(Fixtures.syncId("stripe", "Absent"), held.get(0).run(), older.token());
    List<Lease> all = new ArrayList<>(held);
    all.addAll(List.of(replaced, older, absent));

    assertThat(store.journal().beatAll(all, Fixtures.noonPlus(60)))
        .containsExactlyInAnyOrder(replaced, older, absent);
    assertThat(store.journal().beatAll(held, Fixtures.noonPlus(20))).isEmpty();
    assertThat(store.journal().beatAll(List.of(), Fixtures.noonPlus(90))).isEmpty();

    for (Lease lease : held) {
      assertThat(facts(lease.sync()).currentRun().lost(Fixtures.noonPlus(59))).isFalse();
      assertThat(facts(lease.sync()).currentRun().lost(Fixtures.noonPlus(60))).isTrue();
    }
  }

  @Test
  void tellsTheWorkerThatItsRunIsToStop() {
    Lease lease = begun(sync, "run", Fixtures.NOON);
    assertThat(committed(lease, Fixtures.page("p1"), Fixtures.NOON).cancelRequested()).isFalse();

    store.syncs().update(sync, facts -> facts.cancelled(Fixtures.NOON));

    assertThat(store.journal().beat(lease, Fixtures.noonPlus(60))).isEqualTo(Beat.CANCEL_REQUESTED);
    assertThat(committed(lease, Fixtures.page("p2"), Fixtures.NOON).cancelRequested()).isTrue();
    assertThat(facts(sync).currentRun().lost(Fixtures.noonPlus(59))).isFalse();
    assertThat(store.journal().finish(lease, new Outcome.Cancelled(Fixtures.noonPlus(1))))
        .isPresent();
  }

  @Test
  void endsARunAsTheFactsSay() {
    Lease lease = begun(sync, "run", Fixtures.NOON);
    Sync before = facts(sync);
    Outcome outcome = new Outcome.Succeeded(Fixtures.noonPlus(3));

    assertThat(store.journal().finish(lease, outcome)).contains(before.finished(outcome));

    assertThat(facts(sync)).isEqualTo(before.finished(outcome));
  }

  @Test
  void storesNothingOfAWorkerOnceItWasReplaced() {
    for (int round = 0; round < 20; round++) {
      Instant start = Fixtures.noonPlus(round * 100L);
      String name = round + "-";
      Lease slow = begun(sync, name + "slow", start);
      AtomicInteger pages = new AtomicInteger();

      int stored =
          Race.<Integer>run(
                  3,
                  contender ->
                      switch (contender) {
                        case 0 -> pagesUntilLost(slow, name, start, pages);
                        case 1 -> beatsUntilLost(slow, start.plusSeconds(20));
                        default -> takeOver(name, start.plusSeconds(60), pages);
                      })
              .get(0);

      assertThat(facts(sync).currentRun().id()).contains(new RunId(name + "next"));
      assertThat(facts(sync).checkpoint()).isEqualTo(new Checkpoint(name + stored));
      assertThat(store.journal().history(sync, 2).get(1).counts().inserted()).isEqualTo(stored);
      assertThat(liveKeys(sync)).filteredOn(key -> key.startsWith(name)).hasSize(stored);
      store
          .journal()
          .finish(
              new Lease(sync, new RunId(name + "next"), facts(sync).token()),
              new Outcome.Succeeded(start.plusSeconds(61)));
    }
  }

  /** Commits page after page, and answers how many were stored. */
  private int pagesUntilLost(Lease lease, String name, Instant now, AtomicInteger pages) {
    PageCommit commit;
    do {
      String page = name + pages.incrementAndGet();
      commit =
          store.journal().commitPage(lease, Fixtures.page(page, Fixtures.record(page, "1")), now);
    } while (commit instanceof PageCommit.Committed && pages.get() < 100_000);
    return pages.get() - 1;
  }

  private int beatsUntilLost(Lease lease, Instant until) {
    int beats = 0;
    while (store.journal().beat(lease, until) != Beat.LOST && beats < 100_000) {
      beats++;
    }
    return beats;
  }

  private int takeOver(String name, Instant now, AtomicInteger pages) {
    while (pages.get() < 5) {
      Thread.onSpinWait();
    }
    assertThat(begin(name + "closing", now).orElseThrow()).isInstanceOf(Beginning.FoundLost.class);
    begun(sync, name + "next", now);
    return 0;
  }
}
