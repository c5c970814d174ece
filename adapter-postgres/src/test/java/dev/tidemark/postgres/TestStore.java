package dev.tidemark.postgres;

import com.zaxxer.hikari.HikariDataSource;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.postgres.sync.SyncPorts;
import dev.tidemark.testkit.Ports;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A database per test class, empty before each test. */
public final class TestStore {
  private static final Map<Class<?>, HikariDataSource> POOLS = new ConcurrentHashMap<>();

  private TestStore() {}

  /** The ports of the class's database, which is empty afterwards. */
  public static Ports empty(Class<?> test) {
    return ports(emptied(test), InstantSource.system());
  }

  /** The class's database, which is empty afterwards. */
  public static Database emptied(Class<?> test) {
    Database database = new Database(pool(test));
    List<String> tables =
        database.list(
            """
            select quote_ident(tablename) as name from pg_tables
            where schemaname = 'public' and tablename <> 'flyway_schema_history'
            """,
            row -> row.text("name"));
    database.change("truncate " + String.join(", ", tables) + " restart identity");
    return database;
  }

  /** The class's pool. */
  public static HikariDataSource pool(Class<?> test) {
    return POOLS.computeIfAbsent(
        test, any -> DatabasePool.open(DatabaseAddress.of(TestPostgres.newDatabase()), 10));
  }

  /** The ports of a database. */
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
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
