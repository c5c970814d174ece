package dev.tidemark.postgres.sync;

import dev.tidemark.application.sync.SyncRepository;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.sync.Sync;
import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.postgres.jdbc.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The facts of syncs on PostgreSQL. */
final class PostgresSyncRepository implements SyncRepository {
  private final Database database;
  private final Facts facts;
  private final FrozenWorkers frozen;

  PostgresSyncRepository(Database database, Facts facts) {
    this.database = database;
    this.facts = facts;
    this.frozen = new FrozenWorkers(database);
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
    database.perform(() -> facts.add(sync));
  }

  @Override
  public Optional<Sync> update(SyncId id, UnaryOperator<Sync> change) {
    return database.perform(() ->
        facts
            .lock(id)
            .map(stored -> {
              Sync after = change.apply(stored.sync());
              facts.replace(stored, after);
              return after;
            }));
  }

  @Override
  public List<Sync> removeAll(ConnectionId connection) {
    return database.perform(() -> facts.removeAll(connection));
  }

  /** Who takes up what is lost needs its facts, which a frozen worker may still hold. */
  @Override
  public List<SyncId> lost(Instant now, int limit) {
    List<SyncId> lost = overdue(now, limit);
    if (!lost.isEmpty()) {
      frozen.end();
    }
    return lost;
  }

  private List<SyncId> overdue(Instant now, int limit) {
    return database.list(
        """
        select organization, provider, model
        from syncs
        where lease_until is not null and lease_until <= ?
        order by lease_until, organization, provider, model
        limit ?
        """,
        Row::sync,
        now,
        limit);
  }
}
