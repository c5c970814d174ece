package dev.tidemark.postgres.backup;

import static java.util.Objects.requireNonNull;

import dev.tidemark.application.store.StorageException;
import dev.tidemark.postgres.jdbc.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Reads what {@link Backup} wrote into an empty database: all of it, or nothing. The tables are
 * then as they were, of an older version perhaps: whoever opens the database brings them up to
 * date, which {@link Sections} makes sure of before anything is committed.
 */
public final class Restore {
  private static final String LOST_CONNECTION = "08";

  /** Events after the backup did not happen here, even if it is restored for the second time. */
  private static final String RENAME_LOG = "update event_log set name = default";

  private static final String NOT_EMPTY =
      """
      select exists (
        select from pg_class c
        where c.relnamespace = quote_ident(current_schema())::regnamespace
          and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
          and not exists (
            select from pg_depend d
            where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e'))
      """;

  private final Connection connection;
  private final Lines lines;
  private final Migrations migrations;
  private long rows;

  private Restore(Connection connection, Lines lines, Migrations migrations) {
    this.connection = connection;
    this.lines = lines;
    this.migrations = migrations;
  }

  /**
   * Restores a backup, holding one row in memory at a time; the stream stays open.
   *
   * @throws IOException if the stream cannot be read
   * @throws BackupException if the database is not empty, or this is no backup, or a damaged one,
   *     or one of a newer Tidemark; the database is then as it was
   * @throws StorageException if the database cannot answer
   */
  public static Summary read(InputStream backup, DataSource database) throws IOException {
    return read(backup, database, Migrations.OF_TIDEMARK);
  }

  static Summary read(InputStream backup, DataSource database, Migrations migrations)
      throws IOException {
    Lines lines = new Lines(backup);
    if (!lines.text().equals(Format.KIND + Format.VERSION)) {
      throw new BackupException("This is no Tidemark backup, or one of a newer Tidemark");
    }
    try {
      return new Database(database)
          .with(connection -> new Restore(connection, lines, migrations).inTransaction());
    } catch (UncheckedIOException failure) {
      throw requireNonNull(failure.getCause());
    }
  }

  private Summary inTransaction() throws SQLException {
    connection.setAutoCommit(false);
    // Building an index may take longer than anything that a pool expects.
    connection.setNetworkTimeout(Runnable::run, 0);
    try {
      refuseUnlessEmpty();
      Summary summary = all();
      connection.commit();
      return summary;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      // After the commit it does nothing.
      connection.rollback();
    }
  }

  private void refuseUnlessEmpty() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(NOT_EMPTY)) {
      row.next();
      if (row.getBoolean(1)) {
        throw new BackupException(
            "A backup is restored into an empty database only, and this one has tables");
      }
    }
  }

  private Summary all() throws SQLException, IOException {
    String takenAt = after(Format.TAKEN, lines.text());
    String version = after(Format.SCHEMA, lines.text());
    Sections sections = new Sections(migrations, version);
    String line = lines.text();
    while (!line.equals(Format.END)) {
      if (line.startsWith(Format.SECTION)) {
        section(after(Format.SECTION, line), sections);
      } else if (line.startsWith(Format.COPY)) {
        copy(line);
      } else if (isStatement(line)) {
        refuseUnlessOurs(line);
        execute(line, line);
      }
      line = lines.text();
    }
    if (!lines.ended()) {
      throw new BackupException("The backup does not end where it says it does");
    }
    sections.requireNoted(connection);
    if (sections.haveEvents()) {
      execute(RENAME_LOG, "event_log");
    }
    return new Summary(takenAt, version, rows);
  }

  private static String after(String beginning, String line) {
    if (!line.startsWith(beginning)) {
      throw new BackupException(
          "The backup is damaged: it lacks the line \"%s\"".formatted(beginning));
    }
    return line.substring(beginning.length());
  }

  private static boolean isStatement(String line) {
    return !line.isEmpty()
        && !line.startsWith("--")
        && !line.equals(Format.BEGIN)
        && !line.equals(Format.COMMIT);
  }

  /** Nothing else is run, lest it end the transaction or change tables. */
  private static void refuseUnlessOurs(String statement) {
    if (!Format.STATEMENT.matcher(statement).matches()) {
      throw new BackupException(
          "The backup is damaged or of something else: it has a statement that Tidemark does not"
              + " write");
    }
  }

  private void section(String nameAndLines, Sections sections) throws SQLException, IOException {
    String[] words = nameAndLines.split(" ", -1);
    if (words.length != 2 || !words[1].matches("\\d{1,7}")) {
      throw new BackupException("The backup is damaged: a section has no length");
    }
    StringBuilder sql = new StringBuilder();
    for (int left = Integer.parseInt(words[1]); left > 0; left--) {
      sql.append(new String(lines.bytes(), StandardCharsets.UTF_8));
    }
    sections.accept(words[0], sql.toString());
    execute(sql.toString(), words[0]);
  }

  private void execute(String sql, String what) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    } catch (SQLException failure) {
      throw refused(what, failure);
    }
  }

  private void copy(String statement) throws SQLException, IOException {
    refuseUnlessOurs(statement);
    CopyIn copy = null;
    try {
      copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
      byte[] row = lines.bytes();
      while (!isEnd(row)) {
        copy.writeToCopy(row, 0, row.length);
        row = lines.bytes();
      }
      rows += copy.endCopy();
    } catch (SQLException failure) {
      throw refused(statement, failure);
    } finally {
      if (copy != null && copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private static boolean isEnd(byte[] row) {
    // In a row a backslash is always followed by something else than a dot.
    return row.length >= 2 && row[0] == '\\' && row[1] == '.';
  }

  /** Not with the database's own words, which may hold values. */
  private static SQLException refused(String what, SQLException failure) {
    String state = "" + failure.getSQLState();
    if (state.startsWith(LOST_CONNECTION)) {
      return failure;
    }
    throw new BackupException(
        "The database refuses a part of the backup, %s (SQL state %s)".formatted(what, state),
        failure);
  }
}
