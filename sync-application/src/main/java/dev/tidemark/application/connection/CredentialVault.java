package dev.tidemark.application.connection;

import dev.tidemark.application.connector.Credentials;
import dev.tidemark.domain.connection.ConnectionId;
import java.util.Optional;

/** Driven port: keeps the credentials of connections. */
public interface CredentialVault {
  /** Keeps the credentials in place of earlier ones. */
  void store(ConnectionId connection, Credentials credentials);

  /** The credentials of the connection, if there are any. */
  Optional<Credentials> find(ConnectionId connection);

  /** Forgets them; nothing happens if there are none. */
  void forget(ConnectionId connection);
}
