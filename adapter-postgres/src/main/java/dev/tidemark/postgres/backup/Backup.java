package dev.tidemark.postgres.backup;

import static java.util.Objects.requireNonNull;

import dev.tidemark.application.store.StorageException;
import dev.tidemark.postgres.jdbc.Database;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Writes all that a Tidemark's database holds, as it was at one moment, while Tidemark goes on: SQL
 * as text, compressed with gzip, for {@link Restore} or for {@code psql}.
 *
 * <p>Credentials stay encrypted in it. The key of the vault is in a file or in the environment and
 * not part of a backup: without that key the restored credentials cannot be read.
 */
public final class Backup {
  private static final int BUFFER = 1 << 16;

  private final Connection connection;
  private final OutputStream out;

  private Backup(Connection connection, OutputStream out) {
    this.connection = connection;
    this.out = out;
  }

  /**
   * Writes a backup, holding one row in memory at a time; the stream stays open.
   *
   * @throws IOException if the stream does not take it, which is then of no use
   * @throws BackupException if this is no database of a Tidemark that we know
   * @throws StorageException if the database cannot answer
   */
  public static Summary write(DataSource database, OutputStream out) throws IOException {
    return write(database, out, Migrations.OF_TIDEMARK);
  }

  static Summary write(DataSource database, OutputStream out, Migrations migrations)
      throws IOException {
    GZIPOutputStream zipped = new GZIPOutputStream(out, BUFFER);
    BufferedOutputStream buffered = new BufferedOutputStream(zipped, BUFFER);
    try {
      Summary summary =
          new Database(database)
              .with(connection -> new Backup(connection, buffered).inSnapshot(migrations));
      buffered.flush();
      zipped.finish();
      return summary;
    } catch (UncheckedIOException failure) {
      throw requireNonNull(failure.getCause());
    }
  }

  private Summary inSnapshot(Migrations migrations) throws SQLException {
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setReadOnly(true);
    // A table may take longer than anything that a pool expects.
    connection.setNetworkTimeout(Runnable::run, 0);
    try {
      execute(Format.SETTINGS);
      return all(migrations);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      connection.rollback();
    }
  }

  private Summary all(Migrations migrations) throws SQLException, IOException {
    History history = History.read(connection, migrations);
    String takenAt = now();
    line(Format.KIND + Format.VERSION);
    line(Format.TAKEN + takenAt);
    line(Format.SCHEMA + history.version());
    text(Format.EXPLANATION);
    line(Format.BEGIN);
    text(Format.SETTINGS);
    section(History.TABLE, History.DEFINITION);
    for (Map.Entry<String, String> script : history.scripts().entrySet()) {
      section(script.getKey(), script.getValue());
    }
    List<String> names = new ArrayList<>(Migrations.created(history.scripts().values()));
    names.add(History.TABLE);
    Tables tables = new Tables(connection, names);
    long rows = rows(tables.inOrder());
    for (String statement : tables.sequences()) {
      line(statement);
    }
    line(Format.COMMIT);
    line(Format.END);
    return new Summary(takenAt, history.version(), rows);
  }

  private String now() throws SQLException {
    String sql = "select to_char(now() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')";
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private long rows(List<Tables.Table> tables) throws SQLException, IOException {
    // Migrations may have put rows into them.
    line(
        tables.stream()
            .map(Tables.Table::name)
            .collect(Collectors.joining(", ", "truncate ", ";")));
    CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
    long rows = 0;
    for (Tables.Table table : tables) {
      if (table.triggers()) {
        line("alter table %s disable trigger user;".formatted(table.name()));
      }
      line(table.copyIn());
      rows += copies.copyOut(table.copyOut(), out);
      line(Format.COPY_END);
      if (table.triggers()) {
        line("alter table %s enable trigger user;".formatted(table.name()));
      }
    }
    return rows;
  }

  private void section(String name, String sql) throws IOException {
    String whole = sql.endsWith("\n") ? sql : sql + "\n";
    long lines = whole.chars().filter(character -> character == '\n').count();
    line("%s%s %d".formatted(Format.SECTION, name, lines));
    text(whole);
  }

  private void line(String line) throws IOException {
    text(line + "\n");
  }

  private void text(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
