package dev.tidemark.inmemory;

import dev.tidemark.application.connection.ConnectionSetups;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.setup.ConnectionSetup;
import java.util.Optional;

/** What was done to connections, in memory. */
final class InMemoryConnectionSetups implements ConnectionSetups {
  private final InMemoryTransactions transactions;
  private final Table<ConnectionId, ConnectionSetup> setups;

  InMemoryConnectionSetups(InMemoryTransactions transactions) {
    this.transactions = transactions;
    this.setups = new Table<>(transactions);
  }

  @Override
  public Optional<ConnectionSetup> find(ConnectionId connection) {
    return Optional.ofNullable(setups.get(connection));
  }

  @Override
  public void save(ConnectionSetup setup) {
    transactions.perform(() -> setups.put(setup.connection(), setup));
  }

  @Override
  public void forget(ConnectionId connection) {
    transactions.perform(() -> setups.remove(connection));
  }
}
