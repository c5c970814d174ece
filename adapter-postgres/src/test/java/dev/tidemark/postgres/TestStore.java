package dev.tidemark.postgres;

import com.zaxxer.hikari.HikariDataSource;
import dev.tidemark.postgres.composio.PostgresAuditTrail;
import dev.tidemark.postgres.composio.PostgresToolList;
import dev.tidemark.postgres.composio.PostgresToolSettings;
import dev.tidemark.postgres.composio.PostgresTriggerMemory;
import dev.tidemark.postgres.connection.PostgresApiKeys;
import dev.tidemark.postgres.connection.PostgresConnectionSetups;
import dev.tidemark.postgres.connection.PostgresSetupSessions;
import dev.tidemark.postgres.connection.PostgresWebhookDeliveries;
import dev.tidemark.postgres.event.PostgresSyncEvents;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.postgres.retention.RetentionPolicy;
import dev.tidemark.postgres.schedule.ClaimLimits;
import dev.tidemark.postgres.sync.SyncPorts;
import dev.tidemark.postgres.vault.Vault;
import dev.tidemark.postgres.vault.VaultKeys;
import dev.tidemark.testkit.Ports;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A database per test class, empty before each test. */
public final class TestStore {
  private static final VaultKeys KEYS = VaultKeys.create();
  private static final AtomicInteger NODES = new AtomicInteger();
  private static @Nullable Opened opened;

  private TestStore() {}

  /** What is open for one class; test classes run one after the other. */
  private static final class Opened {
    private final Class<?> test;
    private final String url = TestPostgres.newDatabase();
    private final HikariDataSource pool = DatabasePool.open(DatabaseAddress.of(url), 10);
    private @Nullable PostgresStore store;

    Opened(Class<?> test) {
      this.test = test;
    }

    PostgresStore store() {
      PostgresStore now = store == null ? open(url) : store;
      store = now;
      return now;
    }

    void close() {
      if (store != null) {
        store.close();
      }
      pool.close();
    }
  }

  private static synchronized Opened opened(Class<?> test) {
    Opened now = opened;
    if (now == null || !now.test.equals(test)) {
      if (now != null) {
        now.close();
      }
      now = new Opened(test);
      opened = now;
    }
    return now;
  }

  /** The ports of the class's database, which is empty afterwards. */
  public static Ports empty(Class<?> test) {
    emptied(test);
    PostgresStore store = opened(test).store();
    store.changedOutside();
    return ports(store);
  }

  /** The class's database, which is empty afterwards. */
  public static Database emptied(Class<?> test) {
    Database database = new Database(pool(test));
    List<String> tables =
        database.list(
            """
            select quote_ident(tablename) as name from pg_tables
            where schemaname = 'public'
              and tablename not in ('flyway_schema_history', 'vault_check', 'event_log')
            """,
            row -> row.text("name"));
    database.change("truncate " + String.join(", ", tables) + " restart identity");
    return database;
  }

  /** A pool for the class's database. */
  public static HikariDataSource pool(Class<?> test) {
    return opened(test).pool;
  }

  /** Where the class's database is. */
  public static DatabaseAddress address(Class<?> test) {
    return DatabaseAddress.of(opened(test).url);
  }

  /** A connection to the class's database as nodes listen on one; to be closed. */
  public static Connection line(Class<?> test) throws SQLException {
    return address(test).connect();
  }

  /** A node of its own on the class's database; to be closed. */
  public static PostgresStore anotherNode(Class<?> test) {
    return open(opened(test).url);
  }

  private static PostgresStore open(String url) {
    return PostgresStore.open(
        DatabaseAddress.of(url),
        new StoreOptions(
            "node-" + NODES.incrementAndGet(), 10, ClaimLimits.DEFAULT, RetentionPolicy.DEFAULT),
        database -> Vault.open(database, KEYS),
        InstantSource.system());
  }

  /** The ports of a database that need no node: there is neither a vault nor a scheduler. */
  public static Ports ports(Database database, InstantSource clock) {
    SyncPorts syncs = SyncPorts.of(database, clock, connection -> {});
    return new Ports(
        database,
        syncs.connections(),
        null,
        syncs.syncs(),
        null,
        syncs.journal(),
        syncs.records(),
        new PostgresApiKeys(database),
        new PostgresToolSettings(database),
        new PostgresToolList(database),
        new PostgresAuditTrail(database),
        new PostgresTriggerMemory(database),
        new PostgresSetupSessions(database),
        new PostgresConnectionSetups(database),
        new PostgresWebhookDeliveries(database),
        PostgresSyncEvents.open(database, clock));
  }

  /** The ports of a node. */
  public static Ports ports(PostgresStore store) {
    return new Ports(
        store.transactions(),
        store.connections(),
        store.vault(),
        store.syncs(),
        store.scheduler(),
        store.journal(),
        store.records(),
        store.keys(),
        store.tools(),
        store.toolList(),
        store.audit(),
        store.triggers(),
        store.sessions(),
        store.setups(),
        store.deliveries(),
        store.events());
  }
}
