package dev.tidemark.application.connection;

import dev.tidemark.application.store.Transactions;
import dev.tidemark.domain.connection.ConnectionId;
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
   * Puts fields in the place of those that were exchanged for them; the others stay. Nothing
   * happens unless the connection still has what was exchanged: one that was connected anew
   * meanwhile keeps its new credentials, and one that was never made or has ended gets none.
   *
   * @param before the fields as the provider was shown them
   * @param after what it gave for them
   */
  public void rotate(
      ConnectionId connection, Map<String, String> before, Map<String, String> after) {
    transactions.perform(() ->
        vault
            .find(connection)
            .filter(known -> known.fields().entrySet().containsAll(before.entrySet()))
            .ifPresent(known -> vault.store(connection, known.with(after))));
  }
}
