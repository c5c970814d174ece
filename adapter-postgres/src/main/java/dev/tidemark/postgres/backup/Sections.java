package dev.tidemark.postgres.backup;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The sections of a backup that is being restored. They must be those that this program has itself,
 * all of them up to the version of the backup, and be noted in Flyway's table as Flyway does it:
 * then, and only then, whoever opens the database can bring its tables up to date.
 */
final class Sections {
  private final Migrations migrations;
  private final String version;
  private final List<String> notes = new ArrayList<>();
  private boolean history;

  /** Of a backup whose tables are of that version. */
  Sections(Migrations migrations, String version) {
    this.migrations = migrations;
    this.version = version;
  }

  /** Refuses a section that this program does not have, or has otherwise. */
  void accept(String name, String sql) {
    if (name.equals(History.TABLE)) {
      history = true;
      require(sql.equals(History.DEFINITION), name);
      return;
    }
    require(Migrations.isName(name), name);
    String own =
        migrations
            .find(name)
            .orElseThrow(() ->
                new BackupException(
                    "The backup was taken by a newer Tidemark: its tables are of version %s"
                        .formatted(version)));
    require(sql.equals(own.endsWith("\n") ? own : own + "\n"), name);
    require(name.startsWith("V%d__".formatted(notes.size() + 1)), name);
    notes.add("%s %d true".formatted(name, checksum(own)));
  }

  private static void require(boolean expected, String name) {
    if (!expected) {
      throw new BackupException(
          "The backup is damaged or of something else: %s in it is not Tidemark's".formatted(name));
    }
  }

  /** Whether there is a log of events, which older backups do not have. */
  boolean haveEvents() {
    return notes.stream().anyMatch(note -> note.startsWith("V7__events.sql"));
  }

  /** Refuses tables of which Flyway's own, as it is restored, tells something else. */
  void requireNoted(Connection connection) throws SQLException {
    if (!history || !notes.equals(noted(connection)) || !version.equals("" + notes.size())) {
      throw new BackupException(
          "The backup is damaged: what it says of the version of its tables does not fit them");
    }
  }

  private static List<String> noted(Connection connection) throws SQLException {
    List<String> noted = new ArrayList<>();
    String sql =
        "select script, checksum, success from %s where type = 'SQL' order by installed_rank"
            .formatted(History.TABLE);
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        noted.add(
            "%s %d %b"
                .formatted(
                    rows.getString("script"), rows.getInt("checksum"), rows.getBoolean("success")));
      }
    }
    return noted;
  }

  /** As Flyway calculates it: of the lines without their ends. */
  private static int checksum(String sql) {
    CRC32 checksum = new CRC32();
    sql.lines().forEach(line -> checksum.update(line.getBytes(StandardCharsets.UTF_8)));
    return (int) checksum.getValue();
  }
}
