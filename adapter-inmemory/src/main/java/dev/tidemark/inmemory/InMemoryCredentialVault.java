package dev.tidemark.inmemory;

import dev.tidemark.application.connection.CredentialVault;
import dev.tidemark.application.connector.Credentials;
import dev.tidemark.domain.connection.ConnectionId;
import java.util.Optional;

/** Credentials in memory, as they are: they are gone with the process. */
final class InMemoryCredentialVault implements CredentialVault {
  private final InMemoryTransactions transactions;
  private final Table<ConnectionId, Credentials> credentials;

  InMemoryCredentialVault(InMemoryTransactions transactions) {
    this.transactions = transactions;
    this.credentials = new Table<>(transactions);
  }

  @Override
  public void store(ConnectionId connection, Credentials fresh) {
    transactions.perform(() -> credentials.put(connection, fresh));
  }

  @Override
  public Optional<Credentials> find(ConnectionId connection) {
    return Optional.ofNullable(credentials.get(connection));
  }

  @Override
  public void forget(ConnectionId connection) {
    transactions.perform(() -> credentials.remove(connection));
  }
}
