package dev.tidemark.application.connector;

import dev.tidemark.domain.connection.ConnectionId;

/**
 * Driven port: reads providers. Trouble with a provider is data, never an exception, and a
 * connector never waits for a provider to recover: it says what happened, and the engine decides.
 */
public interface Connectors {
  /** Asks the provider whether it accepts the credentials. */
  CredentialCheck check(ConnectionId connection, Credentials credentials);

  /** Opens a model for reading. Nothing is asked of the provider before the first page is. */
  ModelReader open(ReadRequest request);
}
