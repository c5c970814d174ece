package dev.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.application.run.Beat;
import dev.tidemark.application.run.PageCommit;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.sync.FencingToken;
import dev.tidemark.domain.sync.Lease;
import dev.tidemark.domain.sync.Outcome;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.Sync;
import dev.tidemark.domain.sync.SyncId;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What {@link dev.tidemark.application.sync.SyncRepository} promises. */
public abstract class SyncRepositoryContract extends StoreContract {
  private static final ConnectionId STRIPE = Fixtures.connectionId("stripe");
  private static final SyncId CUSTOMERS = Fixtures.syncId("stripe", "StripeCustomer");

  @Test
  void knowsNoSyncAtFirst() {
    assertThat(store.syncs().find(CUSTOMERS)).isEmpty();
    assertThat(store.syncs().list(STRIPE)).isEmpty();
    assertThat(store.syncs().lost(Fixtures.noonPlus(1_000_000), 10)).isEmpty();
  }

  @Test
  void keepsEveryFact() {
    store.connections().save(Fixtures.connection(STRIPE));
    List<Sync> all = ManyFacts.of(STRIPE);

    all.forEach(sync -> store.syncs().add(sync));

    for (Sync sync : all) {
      assertThat(store.syncs().find(sync.id())).contains(sync);
    }
    assertThat(store.syncs().list(STRIPE)).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void keepsEveryFactThatChanges() {
    added("stripe", "StripeCustomer");
    for (Sync changed : ManyFacts.of(CUSTOMERS)) {
      assertThat(store.syncs().update(CUSTOMERS, before -> changed)).contains(changed);

      assertThat(store.syncs().find(CUSTOMERS)).contains(changed);
    }
  }

  @Test
  void listsTheSyncsOfAConnectionByModelName() {
    SyncId zulu = added("stripe", "Zulu");
    SyncId alpha = added("stripe", "alpha");
    SyncId underscored = added("stripe", "Al_pha");
    SyncId capital = added("stripe", "Alpha");
    added("hubspot", "Alpha");

    assertThat(store.syncs().list(STRIPE))
        .extracting(Sync::id)
        .containsExactly(underscored, capital, zulu, alpha);
  }

  @Test
  void refusesToAddASyncTwice() {
    added("stripe", "StripeCustomer");
    Sync reset = Fixtures.sync(CUSTOMERS).reset(new RunId("again"), Fixtures.NOON);

    assertThatIllegalStateException().isThrownBy(() -> store.syncs().add(reset));

    assertThat(facts(CUSTOMERS)).isEqualTo(Fixtures.sync(CUSTOMERS));
  }

  @Test
  void refusesToAddASyncOfAConnectionThatIsNotThere() {
    assertThatIllegalStateException().isThrownBy(() -> store.syncs().add(Fixtures.sync(CUSTOMERS)));

    assertThat(store.syncs().find(CUSTOMERS)).isEmpty();
  }

  @Test
  void changesOnlyTheSyncInQuestion() {
    added("stripe", "StripeCustomer");
    SyncId other = added("stripe", "StripeInvoice");
    SyncId another = added("hubspot", "StripeCustomer");

    store.syncs().update(CUSTOMERS, sync -> sync.reset(new RunId("again"), Fixtures.NOON));

    assertThat(facts(CUSTOMERS).epoch()).isEqualTo(2);
    assertThat(facts(other)).isEqualTo(Fixtures.sync(other));
    assertThat(facts(another)).isEqualTo(Fixtures.sync(another));
  }

  @Test
  void changesNothingOfASyncThatIsNotThere() {
    AtomicInteger asked = new AtomicInteger();

    assertThat(
            store
                .syncs()
                .update(
                    CUSTOMERS,
                    sync -> {
                      asked.incrementAndGet();
                      return sync;
                    }))
        .isEmpty();

    assertThat(asked).hasValue(0);
    assertThat(store.syncs().find(CUSTOMERS)).isEmpty();
  }

  @Test
  void changesNothingIfTheChangeThrows() {
    added("stripe", "StripeCustomer");
    RuntimeException trouble = new IllegalArgumentException("trouble");

    assertThatThrownBy(() ->
            store
                .syncs()
                .update(
                    CUSTOMERS,
                    sync -> {
                      throw trouble;
                    }))
        .isSameAs(trouble);

    assertThat(facts(CUSTOMERS)).isEqualTo(Fixtures.sync(CUSTOMERS));
  }

  @Test
  void refusesAChangeOfTheId() {
    added("stripe", "StripeCustomer");
    SyncId other = Fixtures.syncId("stripe", "StripeInvoice");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.syncs().update(CUSTOMERS, sync -> Fixtures.sync(other)));

    assertThat(facts(CUSTOMERS)).isEqualTo(Fixtures.sync(CUSTOMERS));
    assertThat(store.syncs().find(other)).isEmpty();
  }

  @Test
  void losesNoUpdateOfOneSync() {
    added("stripe", "StripeCustomer");

    Race.run(8, contender -> resetOften(CUSTOMERS, contender));

    assertThat(facts(CUSTOMERS).epoch()).isEqualTo(1 + 8 * 25);
  }

  @Test
  void losesNoUpdateOfSyncsOfOneConnection() {
    List<SyncId> syncs =
        List.of(
            added("stripe", "A"), added("stripe", "B"), added("stripe", "C"), added("stripe", "D"));

    Race.run(8, contender -> resetOften(syncs.get(contender % 4), contender));

    assertThat(store.syncs().list(STRIPE)).extracting(Sync::epoch).containsOnly(1 + 2 * 25);
  }

  private int resetOften(SyncId sync, int contender) {
    for (int i = 0; i < 25; i++) {
      RunId fresh = new RunId("fresh-" + contender + "-" + i);
      store
          .syncs()
          .update(
              sync,
              facts -> {
                Race.dawdle();
                return facts.reset(fresh, Fixtures.NOON);
              });
    }
    return contender;
  }

  @Test
  void letsOnlyOneAddASync() {
    store.connections().save(Fixtures.connection(STRIPE));
    for (int round = 0; round < 15; round++) {
      Sync fresh = Fixtures.sync(Fixtures.syncId("stripe", "Model" + round));

      List<Boolean> added = Race.run(6, contender -> adds(fresh));

      assertThat(added).containsOnlyOnce(true);
      assertThat(store.syncs().list(STRIPE)).hasSize(round + 1);
    }
  }

  private boolean adds(Sync sync) {
    try {
      store.syncs().add(sync);
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  @Test
  void removesTheSyncsOfOneConnection() {
    added("stripe", "StripeCustomer");
    added("stripe", "StripeInvoice");
    SyncId kept = added("hubspot", "StripeCustomer");

    store.syncs().removeAll(STRIPE);
    store.syncs().removeAll(Fixtures.connectionId("absent"));

    assertThat(store.syncs().find(CUSTOMERS)).isEmpty();
    assertThat(store.syncs().list(STRIPE)).isEmpty();
    assertThat(store.syncs().find(kept)).contains(Fixtures.sync(kept));
    assertThat(store.connections().find(STRIPE)).isPresent();
  }

  @Test
  void shutsOutTheWorkerOfARemovedSync() {
    added("stripe", "StripeCustomer");
    Lease lease = begun(CUSTOMERS, "run", Fixtures.NOON);
    committed(lease, Fixtures.page("p1", Fixtures.record("a", "1")), Fixtures.NOON);

    store.syncs().removeAll(STRIPE);

    assertShutOut(lease);
    assertThat(store.syncs().find(CUSTOMERS)).isEmpty();
  }

  @Test
  void shutsOutTheWorkerOfARemovedSyncAlsoWhenItsModelIsConnectedAgain() {
    added("stripe", "StripeCustomer");
    Lease lease = begun(CUSTOMERS, "old", Fixtures.NOON);
    store.syncs().removeAll(STRIPE);
    store
        .syncs()
        .add(
            Sync.create(
                CUSTOMERS,
                Fixtures.sync(CUSTOMERS).schedule(),
                Fixtures.sync(CUSTOMERS).mode(),
                new RunId("new"),
                Fixtures.NOON));
    Lease fresh = begun(CUSTOMERS, "new", Fixtures.noonPlus(1));

    assertThat(fresh.token()).isEqualTo(lease.token());
    assertShutOut(lease);
    assertThat(store.journal().beat(fresh, Fixtures.noonPlus(60))).isEqualTo(Beat.HELD);
  }

  @Test
  void keepsRecordsAndHistoryOfRemovedSyncs() {
    added("stripe", "StripeCustomer");
    Lease lease = begun(CUSTOMERS, "run", Fixtures.NOON);
    committed(lease, Fixtures.page("p1", Fixtures.record("a", "1")), Fixtures.NOON);
    store.journal().finish(lease, new Outcome.Succeeded(Fixtures.noonPlus(1)));
    var records = records(CUSTOMERS);
    var history = store.journal().history(CUSTOMERS, 10);

    store.syncs().removeAll(STRIPE);
    assertThat(records(CUSTOMERS)).isEqualTo(records).hasSize(1);
    store.syncs().add(Fixtures.sync(CUSTOMERS));

    assertThat(records(CUSTOMERS)).isEqualTo(records);
    assertThat(store.records().count(CUSTOMERS)).isEqualTo(1);
    assertThat(store.journal().history(CUSTOMERS, 10)).isEqualTo(history).hasSize(1);
  }

  private void assertShutOut(Lease lease) {
    var records = records(CUSTOMERS);
    assertThat(
            store
                .journal()
                .commitPage(
                    lease, Fixtures.page("p2", Fixtures.record("b", "1")), Fixtures.noonPlus(1)))
        .isEqualTo(new PageCommit.LeaseLost());
    assertThat(store.journal().beat(lease, Fixtures.noonPlus(60))).isEqualTo(Beat.LOST);
    assertThat(store.journal().finish(lease, new Outcome.Succeeded(Fixtures.noonPlus(1))))
        .isEmpty();
    assertThat(records(CUSTOMERS)).isEqualTo(records);
  }

  @Test
  void findsSyncsWhoseLeaseHasEndedTheFirstOfThemFirst() {
    SyncId second = lostAt("B", 20);
    SyncId first = lostAt("D", 10);
    SyncId third = lostAt("A", 30);
    lostAt("C", 31);
    added("stripe", "E");

    assertThat(store.syncs().lost(Fixtures.noonPlus(9), 10)).isEmpty();
    assertThat(store.syncs().lost(Fixtures.noonPlus(30), 10)).containsExactly(first, second, third);
    assertThat(store.syncs().lost(Fixtures.noonPlus(30), 2)).containsExactly(first, second);
  }

  /** Adds a sync with a lease that ends so many seconds after noon. */
  private SyncId lostAt(String model, int seconds) {
    SyncId id = added("stripe", model);
    begun(id, "run-" + model, Fixtures.noonPlus(seconds).minus(LEASE));
    return id;
  }

  @Test
  void doesNotFindASyncWhoseWorkerHasBeatenFinishedOrLostIt() {
    SyncId beaten = lostAt("A", 10);
    Lease lease = new Lease(beaten, facts(beaten).currentRun().id().orElseThrow(), token(beaten));
    SyncId cancelling = lostAt("B", 10);
    SyncId finished = lostAt("C", 10);
    Lease over =
        new Lease(finished, facts(finished).currentRun().id().orElseThrow(), token(finished));
    SyncId reset = lostAt("D", 10);

    store.journal().beat(lease, Fixtures.noonPlus(40));
    store.syncs().update(cancelling, sync -> sync.cancelled(Fixtures.NOON));
    store.journal().finish(over, new Outcome.Succeeded(Fixtures.noonPlus(9)));
    store.syncs().update(reset, sync -> sync.reset(new RunId("again"), Fixtures.noonPlus(9)));

    assertThat(store.syncs().lost(Fixtures.noonPlus(39), 10)).containsExactly(cancelling);
    assertThat(store.syncs().lost(Fixtures.noonPlus(40), 10)).containsExactly(cancelling, beaten);
    store.syncs().removeAll(STRIPE);
    assertThat(store.syncs().lost(Fixtures.noonPlus(40), 10)).isEmpty();
  }

  private FencingToken token(SyncId sync) {
    return facts(sync).token();
  }

  @Test
  void findsInsideATransactionWhatThatHasWritten() {
    SyncId kept = lostAt("A", 10);
    SyncId reset = lostAt("B", 10);
    store
        .transactions()
        .perform(() -> {
          SyncId fresh = lostAt("C", 5);
          store.syncs().update(reset, sync -> sync.reset(new RunId("again"), Fixtures.noonPlus(9)));

          assertThat(store.syncs().lost(Fixtures.noonPlus(10), 10)).containsExactly(fresh, kept);
        });
  }
}
