package dev.tidemark.postgres;

import com.zaxxer.hikari.HikariDataSource;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.postgres.schedule.ClaimLimits;
import dev.tidemark.postgres.vault.Vault;
import dev.tidemark.postgres.vault.VaultKeys;
import dev.tidemark.testkit.Ports;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A database per test class, empty before each test. */
public final class TestStore {
  private static final VaultKeys KEYS = VaultKeys.create();
  private static final AtomicInteger NODES = new AtomicInteger();
  private static final Map<Class<?>, String> URLS = new ConcurrentHashMap<>();
  private static final Map<Class<?>, HikariDataSource> POOLS = new ConcurrentHashMap<>();
  private static final Map<Class<?>, PostgresStore> STORES = new ConcurrentHashMap<>();

  private TestStore() {}

  /** The ports of the class's database, which is empty afterwards. */
  public static Ports empty(Class<?> test) {
    PostgresStore store = STORES.computeIfAbsent(test, TestStore::anotherNode);
    emptied(test);
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
              and tablename not in ('flyway_schema_history', 'vault_check')
            """,
            row -> row.text("name"));
    database.change("truncate " + String.join(", ", tables) + " restart identity");
    return database;
  }

  /** A pool for the class's database. */
  public static HikariDataSource pool(Class<?> test) {
    return POOLS.computeIfAbsent(test, any -> DatabasePool.open(address(test), 10));
  }

  /** Where the class's database is. */
  public static DatabaseAddress address(Class<?> test) {
    return DatabaseAddress.of(URLS.computeIfAbsent(test, any -> TestPostgres.newDatabase()));
  }

  /** A node of its own on the class's database. */
  public static PostgresStore anotherNode(Class<?> test) {
    return PostgresStore.open(
        address(test),
        new StoreOptions("node-" + NODES.incrementAndGet(), 10, ClaimLimits.DEFAULT),
        database -> Vault.open(database, KEYS),
        InstantSource.system());
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
        store.deliveries());
  }
}
