package dev.tidemark.postgres.vault;

import dev.tidemark.application.connector.Credentials;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.postgres.TestStore;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.testkit.Fixtures;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** What tests of vaults have in common: an empty database, and connections in it. */
@Timeout(60)
abstract class VaultTests {
  static final ConnectionId STRIPE = Fixtures.connectionId("stripe");
  static final ConnectionId HUBSPOT = Fixtures.connectionId("hubspot");

  Database database;

  @BeforeEach
  void connect() {
    database = TestStore.emptied(getClass());
    database.change("delete from vault_check");
    connected(STRIPE);
    connected(HUBSPOT);
  }

  void connected(ConnectionId connection) {
    database.change(
        """
        insert into connections (organization, provider, state, connected_at)
        values (?, ?, 'connected', ?)
        """,
        connection.organization().value(),
        connection.provider().value(),
        Fixtures.NOON);
  }

  static void store(Vault vault, ConnectionId connection, String apiKey) {
    vault.credentials().store(connection, Fixtures.credentials(apiKey));
  }

  static Optional<String> found(Vault vault, ConnectionId connection) {
    return vault.credentials().find(connection).map(Credentials::fields).map(f -> f.get("apiKey"));
  }

  /** The keys that credentials are encrypted with, in the order of the providers. */
  List<Long> keysInUse() {
    return database.list(
        "select key_id from credentials order by organization, provider",
        row -> row.number("key_id"));
  }
}
