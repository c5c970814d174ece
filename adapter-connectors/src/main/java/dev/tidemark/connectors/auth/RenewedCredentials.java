package dev.tidemark.connectors.auth;

import dev.tidemark.domain.connection.ConnectionId;
import java.util.Map;
import java.util.Optional;

/**
 * Where credentials go that a provider has exchanged for those it was shown. A provider that
 * rotates its refresh tokens accepts each only once, so a new one that is not kept is a connection
 * lost.
 */
@FunctionalInterface
public interface RenewedCredentials {
  /** Keeps them nowhere: they hold until the process ends. */
  RenewedCredentials IN_MEMORY_ONLY = (connection, fields) -> {};

  /**
   * Keeps fields of a connection's credentials, in place of their former values. The others stay.
   * It is called before the new tokens are used.
   *
   * @param fields values by key; a dot in a key leads into an object, as in {@code
   *     credentials.refresh_token}
   * @throws RuntimeException when they could not be kept; the tokens are then not used before a
   *     later call succeeds
   */
  void renewed(ConnectionId connection, Map<String, String> fields);

  /**
   * What is kept now, if that can be told: asked before a refusal counts, for another node may have
   * renewed the credentials meanwhile.
   */
  default Optional<Map<String, String>> kept(ConnectionId connection) {
    return Optional.empty();
  }
}
