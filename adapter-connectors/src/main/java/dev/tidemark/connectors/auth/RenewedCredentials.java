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
  RenewedCredentials IN_MEMORY_ONLY = (connection, before, after) -> {};

  /**
   * Keeps fields of a connection's credentials, in place of their former values, if these are still
   * the connection's: it may have been given other credentials meanwhile. The other fields stay. It
   * is called before the new tokens are used.
   *
   * @param before the fields as the provider was shown them, values by key; a dot in a key leads
   *     into an object, as in {@code credentials.refresh_token}. Empty when that is not known
   * @param after what it gave for them, by key as well
   * @throws RuntimeException when they could not be kept; the tokens are then not used before a
   *     later call succeeds
   */
  void renewed(ConnectionId connection, Map<String, String> before, Map<String, String> after);

  /**
   * What is kept now, if that can be told: asked before a refusal counts, for another node may have
   * renewed the credentials meanwhile.
   */
  default Optional<Map<String, String>> kept(ConnectionId connection) {
    return Optional.empty();
  }
}
