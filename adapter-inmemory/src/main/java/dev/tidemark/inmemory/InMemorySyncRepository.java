package dev.tidemark.inmemory;

import dev.tidemark.application.sync.SyncRepository;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.sync.Sync;
import dev.tidemark.domain.sync.SyncId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The facts of syncs, in memory. */
final class InMemorySyncRepository implements SyncRepository {
  private final InMemoryTransactions transactions;
  private final Facts facts;

  InMemorySyncRepository(InMemoryTransactions transactions, Facts facts) {
    this.transactions = transactions;
    this.facts = facts;
  }

  @Override
  public Optional<Sync> find(SyncId id) {
    return facts.find(id);
  }

  @Override
  public List<Sync> list(ConnectionId connection) {
    return facts.list(connection);
  }

  @Override
  public void add(Sync sync) {
    transactions.perform(() -> facts.add(sync));
  }

  @Override
  public Optional<Sync> update(SyncId id, UnaryOperator<Sync> change) {
    return transactions.perform(() ->
        facts
            .find(id)
            .map(before -> {
              Sync after = change.apply(before);
              facts.replace(before, after);
              return after;
            }));
  }

  @Override
  public List<Sync> removeAll(ConnectionId connection) {
    return transactions.perform(() -> facts.removeAll(connection));
  }

  @Override
  public List<SyncId> lost(Instant now, int limit) {
    return facts.lost(now, limit);
  }
}
