package dev.tidemark.inmemory;

import dev.tidemark.application.connection.ConnectionOverview;
import dev.tidemark.application.connection.ConnectionRepository;
import dev.tidemark.domain.connection.Connection;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.sync.SyncId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The connections, in memory. */
final class InMemoryConnectionRepository implements ConnectionRepository {
  private final InMemoryTransactions transactions;
  private final Facts facts;

  InMemoryConnectionRepository(InMemoryTransactions transactions, Facts facts) {
    this.transactions = transactions;
    this.facts = facts;
  }

  @Override
  public Optional<Connection> find(ConnectionId id) {
    return overview(id).map(ConnectionOverview::connection);
  }

  @Override
  public void save(Connection connection) {
    transactions.perform(() -> facts.save(connection));
  }

  @Override
  public void remove(ConnectionId id) {
    transactions.perform(() -> facts.remove(id));
  }

  @Override
  public Optional<ConnectionOverview> overview(ConnectionId id) {
    return Optional.ofNullable(facts.overview(id));
  }

  @Override
  public List<ConnectionOverview> overviews(OrganizationId organization) {
    return facts.overviews(organization);
  }

  @Override
  public List<SyncId> lacking(Map<ProviderId, Set<ModelName>> offered, int limit) {
    return transactions.perform(() -> facts.lacking(offered, limit));
  }
}
