package dev.tidemark.application.connection;

import dev.tidemark.application.connector.Credentials;
import dev.tidemark.application.store.Transactions;
import dev.tidemark.domain.connection.ConnectionId;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps credentials that a provider has exchanged for those it was shown, such as a refresh token
 * that it accepts only once.
 */
public final class RotateCredentials {
  private final Transactions transactions;
  private final CredentialVault vault;

  /** On ports of one store. */
  public RotateCredentials(Transactions transactions, CredentialVault vault) {
    this.transactions = transactions;
    this.vault = vault;
  }

  /**
   * Puts these fields in the place of their former values; the others stay. A connection that has
   * no credentials, because it was never made or has ended, gets none.
   */
  public void rotate(ConnectionId connection, Map<String, String> fields) {
    transactions.perform(() ->
        vault
            .find(connection)
            .ifPresent(known -> {
              Map<String, String> renewed = new HashMap<>(known.fields());
              renewed.putAll(fields);
              vault.store(connection, new Credentials(renewed));
            }));
  }
}
