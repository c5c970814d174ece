package dev.tidemark.domain.connection;

import java.time.Instant;

/**
 * One organization's link to a provider. Its credentials are not here: the vault has them.
 *
 * @param connectedAt when the present credentials were accepted
 */
public record Connection(ConnectionId id, ConnectionState state, Instant connectedAt) {
  /** Whether the provider may be asked for data. */
  public boolean usable() {
    return state instanceof ConnectionState.Connected;
  }

  /** The same connection after the provider rejected its credentials. */
  public Connection rejected(String reason) {
    return new Connection(id, new ConnectionState.NeedsReauthorization(reason), connectedAt);
  }
}
