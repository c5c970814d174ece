package dev.tidemark.http;

import dev.tidemark.application.connection.CredentialVault;
import dev.tidemark.application.connector.Credentials;
import dev.tidemark.domain.connection.ConnectionId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Credentials in the clear. */
final class FakeVault implements CredentialVault {
  private final Map<ConnectionId, Credentials> credentials = new ConcurrentHashMap<>();

  @Override
  public void store(ConnectionId connection, Credentials given) {
    credentials.put(connection, given);
  }

  @Override
  public Optional<Credentials> find(ConnectionId connection) {
    return Optional.ofNullable(credentials.get(connection));
  }

  @Override
  public void forget(ConnectionId connection) {
    credentials.remove(connection);
  }
}
