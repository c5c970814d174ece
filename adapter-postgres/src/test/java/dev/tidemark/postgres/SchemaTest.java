package dev.tidemark.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.postgres.connection.Overlap;
import dev.tidemark.postgres.jdbc.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

@Timeout(60)
class SchemaTest {
  private final String url = TestPostgres.newDatabase();
  private final String name = url.replaceFirst(".*/([^?]*).*", "$1");

  private void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<String> read(String query) throws SQLException {
    List<String> read = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        read.add(rows.getString(1));
      }
    }
    return read;
  }

  private void refused(String sentence) {
    assertThatThrownBy(() -> DatabasePool.open(DatabaseAddress.of(url), 4).close())
        .isInstanceOf(DatabaseException.class)
        .hasMessage(sentence);
  }

  @Test
  void givesAChangeOfTablesTheTimeThatItNeeds() throws SQLException {
    execute("alter database %s set statement_timeout = '30s'".formatted(name));
    execute(
        """
        create schema noted;
        create table noted.limits (name text, value text);
        create function noted.note() returns event_trigger language plpgsql as $$
        begin
          insert into noted.limits
            select s.name, s.setting from pg_settings s
            where s.name in (
              'statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout');
        end $$;
        create event trigger note on ddl_command_end execute function noted.note();
        """);

    DatabasePool.open(DatabaseAddress.of(url), 4).close();

    assertThat(
            read(
                """
                select distinct name || ' ' || value from noted.limits
                where name <> 'lock_timeout'
                order by 1
                """))
        .containsExactly("idle_in_transaction_session_timeout 0", "statement_timeout 0");
  }

  @Test
  void waitsForTheEndOfABackupWithoutKeepingOthersWaiting() throws Exception {
    Flyway.configure()
        .dataSource(url, null, null)
        .locations("classpath:dev/tidemark/postgres/migration")
        .target("7")
        .load()
        .migrate();
    Database database = new Database(source());
    try (Connection backup = DriverManager.getConnection(url);
        Statement statement = backup.createStatement();
        ExecutorService node = Executors.newSingleThreadExecutor()) {
      backup.setAutoCommit(false);
      statement.execute("lock table runs in access share mode");
      Future<?> started = node.submit(() -> DatabasePool.open(DatabaseAddress.of(url), 4).close());

      for (int i = 0; i < 2; i++) {
        Listeners.await(() -> Overlap.somebodyWaits(database));
        assertThat(read("select count(*) from runs")).as("of another node").containsExactly("0");
      }
      assertThat(started).isNotDone();
      backup.commit();

      assertThat(started).succeedsWithin(20, TimeUnit.SECONDS);
    }
    assertThat(read("select conname from pg_constraint where conname like '%_is_sound'"))
        .containsExactlyInAnyOrder("run_is_sound", "sync_is_sound");
  }

  private PGSimpleDataSource source() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    return source;
  }

  @Test
  void saysWhatIsInADatabaseThatIsSomebodyElses() throws SQLException {
    for (String table : List.of("orders", "customers", "invoices", "payments", "zones")) {
      execute("create table %s (id int)".formatted(table));
    }

    refused(
        "the database %s is not empty, and what is in its schema public is not Tidemark's"
                .formatted(name)
            + " (customers, invoices, orders and 2 more); give Tidemark a database of its own");

    assertThat(read("select count(*) from pg_tables where schemaname = 'public'"))
        .containsExactly("5");
  }

  @Test
  void namesATableThatIsAlone() throws SQLException {
    execute("create table orders (id int)");

    refused(
        "the database %s is not empty, and what is in its schema public is not Tidemark's (orders);"
                .formatted(name)
            + " give Tidemark a database of its own");
  }

  @Test
  void saysThatTheTablesAreOfAnotherTidemark() throws SQLException {
    DatabasePool.open(DatabaseAddress.of(url), 4).close();
    execute("update flyway_schema_history set checksum = 1 where version = '2'");

    refused(
        "the tables of the database %s were made by another Tidemark than this one, or changed by"
                .formatted(name)
            + " hand; use the version that made them, or restore a backup into an empty database");
  }

  @Test
  void saysWhatTheUserMayNotDo() throws SQLException {
    String user = "guest_of_" + name;
    execute("create role %s login password 'guest'".formatted(user));
    String asGuest = url.replaceFirst("[?].*", "") + "?user=%s&password=guest".formatted(user);

    assertThatThrownBy(() -> DatabasePool.open(DatabaseAddress.of(asGuest), 4).close())
        .isInstanceOf(DatabaseException.class)
        .hasMessage(
            "the user %s may not change the tables of the database %s; let it own them, and grant it"
                    .formatted(user, name)
                + " create on the schema public");
  }
}
