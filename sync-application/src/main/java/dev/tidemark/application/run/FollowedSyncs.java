package dev.tidemark.application.run;

import dev.tidemark.application.store.Transactions;
import dev.tidemark.application.sync.SyncRepository;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.run.RunCounts;
import dev.tidemark.domain.sync.EndedRun;
import dev.tidemark.domain.sync.Sync;
import dev.tidemark.domain.sync.SyncId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * The facts of syncs. When somebody else than its worker ends a run, by a change or because the
 * sync is removed, this is published like any other end.
 */
public final class FollowedSyncs implements SyncRepository {
  private final Transactions transactions;
  private final SyncRepository syncs;
  private final SyncEvents events;
  private final InstantSource clock;

  /** On ports of one store. */
  public FollowedSyncs(
      Transactions transactions, SyncRepository syncs, SyncEvents events, InstantSource clock) {
    this.transactions = transactions;
    this.syncs = syncs;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public Optional<Sync> find(SyncId id) {
    return syncs.find(id);
  }

  @Override
  public List<Sync> list(ConnectionId connection) {
    return syncs.list(connection);
  }

  @Override
  public void add(Sync sync) {
    syncs.add(sync);
  }

  @Override
  public Optional<Sync> update(SyncId id, UnaryOperator<Sync> change) {
    return transactions.perform(() -> {
      AtomicReference<Sync> before = new AtomicReference<>();
      Optional<Sync> after =
          syncs.update(
              id,
              facts -> {
                before.set(facts);
                return change.apply(facts);
              });
      after.ifPresent(now -> publish(id, EndedRun.between(before.get(), now, clock.instant())));
      return after;
    });
  }

  @Override
  public List<Sync> removeAll(ConnectionId connection) {
    return transactions.perform(() -> {
      List<Sync> removed = syncs.removeAll(connection);
      Instant now = clock.instant();
      removed.forEach(sync -> publish(sync.id(), EndedRun.removed(sync, now)));
      return removed;
    });
  }

  @Override
  public List<SyncId> lost(Instant now, int limit) {
    return syncs.lost(now, limit);
  }

  private void publish(SyncId sync, Optional<EndedRun> ended) {
    ended.ifPresent(run ->
        events.publish(new SyncEvent.RunEnded(sync, run.run(), run.outcome(), RunCounts.NONE)));
  }
}
