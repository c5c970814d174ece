package dev.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.run.PageCommit;
import dev.tidemark.application.run.Sweep;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.failure.FailureCode;
import dev.tidemark.domain.record.RecordData;
import dev.tidemark.domain.record.RecordKey;
import dev.tidemark.domain.run.DeletionGuard;
import dev.tidemark.domain.run.Run;
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
import dev.tidemark.domain.sync.Triggering;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Compares a store with {@link PlainStore} over many calls in a random order. */
public abstract class RandomRunsContract extends StoreContract {
  private static final int STEPS = 150;

  private static final List<SyncId> SYNCS =
      List.of(
          Fixtures.syncId("stripe", "A"),
          Fixtures.syncId("stripe", "B"),
          Fixtures.syncId("hubspot", "A"));

  private final List<Lease> leases = new ArrayList<>();
  private PlainStore plain = new PlainStore();
  private SplittableRandom random = new SplittableRandom(0);
  private Instant now = Fixtures.NOON;
  private int names;

  @BeforeEach
  void connect() {
    for (SyncId sync : SYNCS) {
      store.connections().save(Fixtures.connection(sync.connection()));
      add(sync);
    }
  }

  @RepeatedTest(12)
  void doesAsAPlainStoreDoes(RepetitionInfo repetition) {
    random = new SplittableRandom(repetition.getCurrentRepetition());
    for (int step = 0; step < STEPS; step++) {
      if (random.nextInt(8) == 0) {
        failedTransaction();
      } else if (random.nextInt(8) == 0) {
        store.transactions().perform(this::fewSteps);
      } else {
        step();
      }
      compareAll();
    }
  }

  private void failedTransaction() {
    PlainStore before = plain.copy();
    List<Lease> leasesBefore = List.copyOf(leases);
    assertThatThrownBy(() ->
            store
                .transactions()
                .perform(() -> {
                  fewSteps();
                  throw new IllegalArgumentException("trouble");
                }))
        .hasMessage("trouble");
    plain = before;
    leases.clear();
    leases.addAll(leasesBefore);
  }

  private void fewSteps() {
    for (int i = random.nextInt(4); i >= 0; i--) {
      step();
      compareAll();
    }
  }

  private void step() {
    now = now.plusSeconds(random.nextInt(10) == 0 ? 20 : random.nextInt(3));
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> begin(anyOf(SYNCS));
      case 3, 4, 5 -> commitPage(anyLease());
      case 6 -> beat(anyLease());
      case 7 -> sweepAndFinish(anyLease());
      case 8 -> suspendOrFinish(anyLease());
      default -> change(anyOf(SYNCS));
    }
  }

  private <T> T anyOf(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private RunId freshRun() {
    return new RunId("run-" + names++);
  }

  /** Mostly a lease that was handed out lately. */
  private Lease anyLease() {
    if (leases.isEmpty()) {
      return new Lease(SYNCS.get(0), new RunId("none"), FencingToken.NONE);
    }
    int newest = Math.max(0, leases.size() - 3);
    return random.nextInt(5) == 0
        ? anyOf(leases)
        : leases.get(newest + random.nextInt(leases.size() - newest));
  }

  private void add(SyncId id) {
    Sync sync = Fixtures.sync(id).reset(freshRun(), now);
    store.syncs().add(sync);
    plain.add(sync);
  }

  private void begin(SyncId id) {
    RunId fresh = freshRun();
    Optional<Beginning> answer = store.journal().begin(id, fresh, now, LEASE);
    assertThat(answer).isEqualTo(plain.begin(id, fresh, now, now.plus(LEASE)));
    if (answer.orElse(null) instanceof Beginning.Begun begun) {
      leases.add(begun.lease());
    }
  }

  private void commitPage(Lease lease) {
    Fetched.Page page =
        new Fetched.Page(
            someRecords(),
            random.nextInt(3) == 0 ? List.of(anyKey(), anyKey()) : List.of(),
            new Checkpoint("p" + names++),
            false);
    PageCommit answer = store.journal().commitPage(lease, page, now);
    PageCommit expected = plain.commitPage(lease, page, now);
    if (answer instanceof PageCommit.Committed one
        && expected instanceof PageCommit.Committed other) {
      assertThat(one.counts()).isEqualTo(other.counts());
      assertThat(one.appeared()).containsExactlyInAnyOrderElementsOf(other.appeared());
      assertThat(one.updated()).containsExactlyInAnyOrderElementsOf(other.updated());
      assertThat(one.disappeared()).containsExactlyInAnyOrderElementsOf(other.disappeared());
      assertThat(one.cancelRequested()).isEqualTo(other.cancelRequested());
    } else {
      assertThat(answer).isEqualTo(expected);
    }
  }

  private List<RecordData> someRecords() {
    List<RecordData> some = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      some.add(Fixtures.record(anyKey().value(), String.valueOf(random.nextInt(3))));
    }
    return some;
  }

  private RecordKey anyKey() {
    return new RecordKey("key-" + (char) ('a' + random.nextInt(8)));
  }

  private void beat(Lease lease) {
    Instant until = now.plus(LEASE);
    assertThat(store.journal().beat(lease, until)).isEqualTo(plain.beat(lease, until));
  }

  private void sweepAndFinish(Lease lease) {
    DeletionGuard guard = new DeletionGuard(random.nextInt(3) / 2.0, random.nextInt(2));
    Sweep answer = store.journal().sweep(lease, guard, now);
    Sweep expected = plain.sweep(lease, guard, now);
    if (answer instanceof Sweep.Swept one && expected instanceof Sweep.Swept other) {
      assertThat(one.disappeared()).containsExactlyInAnyOrderElementsOf(other.disappeared());
    } else {
      assertThat(answer).isEqualTo(expected);
    }
    finish(lease, new Outcome.Succeeded(now));
  }

  private void suspendOrFinish(Lease lease) {
    switch (random.nextInt(4)) {
      case 0 -> finish(lease, new Outcome.Cancelled(Fixtures.NOON));
      case 1 -> finish(lease, new Outcome.Failed(now, Fixtures.failure(FailureCode.NETWORK)));
      default -> {
        CurrentRun.Waiting waiting =
            new CurrentRun.WaitingRateLimit(lease.run(), Fixtures.NOON, now.plusSeconds(2), 1);
        boolean over = random.nextBoolean();
        assertThat(store.journal().suspend(lease, waiting, over))
            .isEqualTo(plain.suspend(lease, waiting, over));
      }
    }
  }

  private void finish(Lease lease, Outcome outcome) {
    assertThat(store.journal().finish(lease, outcome)).isEqualTo(plain.finish(lease, outcome));
  }

  private void change(SyncId id) {
    RunId fresh = freshRun();
    Instant at = now;
    switch (random.nextInt(7)) {
      case 0 -> removeAndAdd(id.connection());
      case 1 -> update(id, sync -> sync.reset(fresh, at));
      case 2 -> update(id, sync -> sync.cancelled(at));
      case 3 -> update(id, sync -> sync.held(new Hold.PausedByUser(at)));
      case 4 -> update(id, sync -> sync.released(fresh, at));
      case 5 -> update(id, sync -> sync.lost(at));
      default ->
          update(
              id,
              sync ->
                  sync.trigger(fresh, true, at) instanceof Triggering.Queued queued
                      ? queued.sync()
                      : sync);
    }
  }

  private void update(SyncId id, UnaryOperator<Sync> change) {
    assertThat(store.syncs().update(id, change)).isEqualTo(plain.update(id, change));
  }

  private void removeAndAdd(ConnectionId connection) {
    List<SyncId> ids = SYNCS.stream().filter(id -> id.connection().equals(connection)).toList();
    store.syncs().removeAll(connection);
    ids.forEach(plain::remove);
    compareAll();
    ids.forEach(this::add);
  }

  private void compareAll() {
    for (SyncId id : SYNCS) {
      assertThat(store.syncs().find(id)).isEqualTo(plain.find(id));
      assertThat(records(id)).isEqualTo(List.copyOf(plain.records(id).values()));
      assertThat(store.records().count(id)).isEqualTo(plain.count(id));
      List<Run> history = plain.history(id);
      assertThat(store.journal().history(id, 50).stream().map(RandomRunsContract::timeless))
          .isEqualTo(
              history.subList(0, Math.min(50, history.size())).stream()
                  .map(RandomRunsContract::timeless)
                  .toList());
    }
    assertThat(new HashSet<>(store.syncs().lost(now, 10))).isEqualTo(plain.lost(now));
  }

  /** The store has its own clock for the end of runs that were taken away. */
  private static Run timeless(Run run) {
    return run.outcome() instanceof Outcome.Cancelled ? run.ended(PlainStore.CANCELLED) : run;
  }
}
