package dev.tidemark.postgres.vault;

import dev.tidemark.application.connection.ConnectionRepository;
import dev.tidemark.application.connector.Credentials;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.postgres.TestStore;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.testkit.Fixtures;
import java.time.InstantSource;
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
    connected(STRIPE);
    connected(HUBSPOT);
  }

  void connected(ConnectionId connection) {
    ConnectionRepository connections =
        TestStore.ports(database, InstantSource.system()).connections();
    connections.save(Fixtures.connection(connection));
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
