package dev.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.application.run.StoredRecord;
import dev.tidemark.application.run.Sweep;
import dev.tidemark.domain.failure.FailureCode;
import dev.tidemark.domain.record.RecordData;
import dev.tidemark.domain.record.RecordKey;
import dev.tidemark.domain.run.DeletionGuard;
import dev.tidemark.domain.run.RunCounts;
import dev.tidemark.domain.sync.CurrentRun;
import dev.tidemark.domain.sync.Lease;
import dev.tidemark.domain.sync.Outcome;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.SyncId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link dev.tidemark.application.run.RunJournal} promises of the end of a full pass. */
public abstract class SweepContract extends StoreContract {
  private static final DeletionGuard ALL = new DeletionGuard(1, 0);

  private SyncId sync;
  private int second;

  @BeforeEach
  void addASync() {
    sync = added("stripe", "StripeCustomer");
  }

  private static RecordData[] records(String... keys) {
    return Arrays.stream(keys).map(key -> Fixtures.record(key, "1")).toArray(RecordData[]::new);
  }

  private Lease begin() {
    second += 10;
    return begun(sync, "run-" + second, Fixtures.noonPlus(second));
  }

  /** Begins a full pass, whatever the sync would do by itself. */
  private Lease beginFull() {
    second += 10;
    store
        .syncs()
        .update(sync, facts -> facts.reset(new RunId("full-" + second), Fixtures.noonPlus(second)));
    return begin();
  }

  private void commit(Lease lease, String... keys) {
    committed(lease, Fixtures.page("p", records(keys)), Fixtures.noonPlus(second));
  }

  private Sweep sweep(Lease lease, DeletionGuard guard) {
    return store.journal().sweep(lease, guard, Fixtures.noonPlus(second + 1));
  }

  private void finish(Lease lease) {
    assertThat(store.journal().finish(lease, new Outcome.Succeeded(Fixtures.noonPlus(second + 1))))
        .isPresent();
  }

  /** A full pass that found exactly these. */
  private void fullPass(String... keys) {
    Lease lease = beginFull();
    commit(lease, keys);
    assertThat(sweep(lease, ALL)).isInstanceOf(Sweep.Swept.class);
    finish(lease);
  }

  @Test
  void deletesWhatThePassHasNotSeenAndNothingElse() {
    fullPass("a", "b", "c", "d");
    Lease lease = beginFull();
    commit(lease, "b");
    committed(
        lease,
        Fixtures.page("p", Fixtures.record("d", "2"), Fixtures.record("e", "1")),
        Fixtures.noonPlus(second));

    Sweep sweep = sweep(lease, ALL);

    assertThat(sweep).isEqualTo(new Sweep.Swept(Fixtures.keys("a", "c")));
    assertThat(liveKeys(sync)).containsExactly("b", "d", "e");
    assertThat(store.records().count(sync)).isEqualTo(3);
    assertThat(store.records().find(sync, new RecordKey("a")))
        .contains(
            new StoredRecord(
                new RecordKey("a"),
                Fixtures.record("a", "1").json(),
                true,
                Fixtures.noonPlus(second + 1)));
    assertThat(store.journal().history(sync, 1).get(0).counts())
        .isEqualTo(new RunCounts(1, 1, 1, 2));
  }

  @Test
  void deletesNothingThatIsDeletedAlready() {
    fullPass("a", "b");
    Lease lease = beginFull();
    commit(lease, "b");
    committed(lease, Fixtures.tombstones("p", "a"), Fixtures.noonPlus(second));

    assertThat(sweep(lease, new DeletionGuard(0, 0))).isEqualTo(new Sweep.Swept(List.of()));

    assertThat(store.records().find(sync, new RecordKey("a")).orElseThrow().changedAt())
        .isEqualTo(Fixtures.noonPlus(second));
  }

  @Test
  void deletesNothingIfTheGuardForbidsIt() {
    fullPass("a", "b", "c", "d");
    Lease lease = beginFull();
    commit(lease, "a");
    var records = records(sync);

    assertThat(sweep(lease, new DeletionGuard(0.5, 2))).isEqualTo(new Sweep.Refused(3, 4));

    assertThat(records(sync)).isEqualTo(records);
    assertThat(store.records().count(sync)).isEqualTo(4);
    assertThat(store.journal().history(sync, 1).get(0).counts())
        .isEqualTo(new RunCounts(0, 0, 1, 0));
    assertThat(sweep(lease, new DeletionGuard(0.75, 0)))
        .isEqualTo(new Sweep.Swept(Fixtures.keys("b", "c", "d")));
  }

  @Test
  void keepsWhatAnyAttemptOfThePassHasSeen() {
    fullPass("a", "b", "c");
    Lease first = beginFull();
    commit(first, "a");
    store
        .journal()
        .suspend(
            first,
            new CurrentRun.WaitingRetry(
                first.run(),
                Fixtures.NOON,
                Fixtures.noonPlus(second),
                1,
                Fixtures.failure(FailureCode.NETWORK)),
            false);
    Lease second = begin();
    commit(second, "b");

    assertThat(sweep(second, ALL)).isEqualTo(new Sweep.Swept(Fixtures.keys("c")));
  }

  @Test
  void keepsWhatAnEarlierRunOfThePassHasSeen() {
    fullPass("a", "b", "c");
    Lease failed = beginFull();
    commit(failed, "a");
    store
        .journal()
        .finish(
            failed,
            new Outcome.Failed(Fixtures.noonPlus(second), Fixtures.failure(FailureCode.NETWORK)));
    Lease next = begin();
    assertThat(next.run()).isNotEqualTo(failed.run());
    commit(next, "b");

    assertThat(sweep(next, ALL)).isEqualTo(new Sweep.Swept(Fixtures.keys("c")));
  }

  @Test
  void forgetsWhatWasSeenBeforeThePassStartedOver() {
    Lease increment = incrementAfter("a", "b", "c");
    commit(increment, "a");
    store
        .journal()
        .suspend(
            increment,
            new CurrentRun.WaitingRetry(
                increment.run(),
                Fixtures.NOON,
                Fixtures.noonPlus(second),
                1,
                Fixtures.failure(FailureCode.CHECKPOINT_EXPIRED)),
            true);
    Lease full = begin();
    commit(full, "b");

    assertThat(sweep(full, ALL)).isEqualTo(new Sweep.Swept(Fixtures.keys("a", "c")));
  }

  private Lease incrementAfter(String... keys) {
    fullPass(keys);
    Lease increment = begin();
    assertThat(facts(sync).fullPass()).isNull();
    return increment;
  }

  @Test
  void deletesNothingWithoutAFullPass() {
    Lease increment = incrementAfter("a", "b");

    assertThat(sweep(increment, ALL)).isEqualTo(new Sweep.Swept(List.of()));

    assertThat(liveKeys(sync)).containsExactly("a", "b");
  }

  @Test
  void deletesAtTheNextFullPassWhatAnIncrementBroughtAndThePassDoesNotSee() {
    Lease increment = incrementAfter("a", "b");
    commit(increment, "c");
    finish(increment);
    Lease full = beginFull();
    commit(full, "a");

    assertThat(sweep(full, ALL)).isEqualTo(new Sweep.Swept(Fixtures.keys("b", "c")));
  }

  @Test
  void comparesAReconnectedModelWithWhatWasStoredBefore() {
    fullPass("a", "b");
    store.syncs().removeAll(sync.connection());
    store.syncs().add(Fixtures.sync(sync).reset(new RunId("anew"), Fixtures.NOON));
    Lease lease = begin();

    assertThat(
            committed(
                    lease,
                    Fixtures.page("p", Fixtures.record("a", "1"), Fixtures.record("c", "1")),
                    Fixtures.noonPlus(second))
                .counts())
        .isEqualTo(new RunCounts(1, 0, 1, 0));
    assertThat(sweep(lease, ALL)).isEqualTo(new Sweep.Swept(Fixtures.keys("b")));
  }

  @Test
  void leavesTheRecordsOfOtherSyncsAlone() {
    SyncId other = added("stripe", "StripeInvoice");
    Lease otherLease = begun(other, "other", Fixtures.NOON);
    committed(otherLease, Fixtures.page("p", records("a", "b")), Fixtures.NOON);
    fullPass("a", "b");
    Lease lease = beginFull();

    assertThat(sweep(lease, ALL)).isEqualTo(new Sweep.Swept(Fixtures.keys("a", "b")));

    assertThat(liveKeys(other)).containsExactly("a", "b");
  }

  @Test
  void deletesNothingIfTheTransactionAroundItFails() {
    fullPass("a", "b", "c");
    Lease lease = beginFull();
    commit(lease, "a");
    var records = records(sync);

    assertThatThrownBy(() ->
            store
                .transactions()
                .perform(() -> {
                  commit(lease, "b");
                  assertThat(sweep(lease, ALL)).isEqualTo(new Sweep.Swept(Fixtures.keys("c")));
                  throw new IllegalArgumentException("trouble");
                }))
        .hasMessage("trouble");

    assertThat(records(sync)).isEqualTo(records);
    assertThat(store.records().count(sync)).isEqualTo(3);
    assertThat(sweep(lease, ALL)).isEqualTo(new Sweep.Swept(Fixtures.keys("b", "c")));
  }
}
