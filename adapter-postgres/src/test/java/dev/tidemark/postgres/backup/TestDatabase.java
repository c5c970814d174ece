package dev.tidemark.postgres.backup;

import dev.tidemark.postgres.TestPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** A database of a test's own. */
final class TestDatabase {
  static final Path PSQL = Path.of("/usr/bin/psql");

  /** All that tells one database from another, as queries for it. */
  private static final List<String> SHAPE =
      List.of(
          """
          select table_name || '.' || column_name, row_to_json(c)::jsonb - 'table_catalog' -
            'udt_catalog' - 'collation_catalog'
          from information_schema.columns c where table_schema = 'public'
          """,
          """
          select conrelid::regclass::text || '.' || conname, pg_get_constraintdef(oid)
          from pg_constraint where connamespace = 'public'::regnamespace
          """,
          "select 'index ' || indexname, indexdef from pg_indexes where schemaname = 'public'",
          """
          select 'trigger ' || tgname, pg_get_triggerdef(oid) || tgenabled::text
          from pg_trigger where not tgisinternal
          """,
          """
          select 'sequence ' || sequencename, last_value::text
          from pg_sequences where schemaname = 'public'
          """,
          """
          select 'comment ' || objoid::regclass::text || objsubid::text, description
          from pg_description d join pg_class c on c.oid = d.objoid
          where d.classoid = 'pg_class'::regclass and c.relnamespace = 'public'::regnamespace
          """);

  /** Kept, lest it be forgotten with the level that it has. */
  private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

  static {
    FLYWAY.setLevel(Level.WARNING);
  }

  private final PGSimpleDataSource dataSource = new PGSimpleDataSource();

  TestDatabase() {
    dataSource.setUrl(TestPostgres.newDatabase());
  }

  DataSource dataSource() {
    return dataSource;
  }

  /** How many migrations were missing. */
  int migrate(Migrations migrations) {
    Flyway flyway =
        Flyway.configure()
            .dataSource(dataSource)
            .locations("classpath:" + migrations.folder())
            .load();
    return flyway.migrate().migrationsExecuted;
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  void executeOrFail(String sql) {
    try {
      execute(sql);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  String text(String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  /** All rows, sequences, columns, constraints, indexes, triggers and comments. */
  SortedMap<String, String> content() throws SQLException {
    SortedMap<String, String> content = new TreeMap<>();
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      for (String query : SHAPE) {
        collect(statement, query, content);
      }
      List<String> tables = new ArrayList<>();
      try (ResultSet rows =
          statement.executeQuery(
              "select quote_ident(tablename) from pg_tables where schemaname = 'public'")) {
        while (rows.next()) {
          tables.add(rows.getString(1));
        }
      }
      for (String table : tables) {
        collect(
            statement,
            "select 'rows of %s', string_agg(t::text, ';' order by t::text) from %s t"
                .formatted(table, table),
            content);
      }
    }
    return content;
  }

  private static void collect(Statement statement, String query, SortedMap<String, String> into)
      throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        into.put(rows.getString(1), "" + rows.getString(2));
      }
    }
  }

  /** What psql complains of. */
  String psql(byte[] sql) throws IOException, InterruptedException {
    Path output = Files.createTempFile("psql", ".txt");
    try {
      Process psql =
          new ProcessBuilder(PSQL.toString(), "-X", "-v", "ON_ERROR_STOP=1", uri())
              .redirectOutput(Redirect.DISCARD)
              .redirectError(output.toFile())
              .start();
      try (OutputStream in = psql.getOutputStream()) {
        in.write(sql);
      }
      int status = psql.waitFor();
      String said = Files.readString(output, StandardCharsets.UTF_8);
      return status == 0 ? said : said + "status " + status;
    } finally {
      Files.delete(output);
    }
  }

  private String uri() {
    return dataSource.getURL().substring("jdbc:".length()).replaceFirst("\\?.*", "")
        + "?user=%s&password=%s".formatted(dataSource.getUser(), dataSource.getPassword());
  }
}
