package dev.tidemark.postgres.backup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Flyway's own table.
 *
 * @param version of the last migration
 * @param scripts the SQL of all of them by name, in the order in which they ran
 */
record History(String version, SequencedMap<String, String> scripts) {
  static final String TABLE = "flyway_schema_history";

  /** As Flyway makes it on PostgreSQL. */
  static final String DEFINITION =
      """
      create table flyway_schema_history (
        installed_rank int not null,
        version varchar(50),
        description varchar(200) not null,
        type varchar(20) not null,
        script varchar(1000) not null,
        checksum int,
        installed_by varchar(100) not null,
        installed_on timestamp not null default now(),
        execution_time int not null,
        success boolean not null,
        constraint flyway_schema_history_pk primary key (installed_rank)
      );
      create index flyway_schema_history_s_idx on flyway_schema_history (success);
      """;

  static History read(Connection connection, Migrations migrations) throws SQLException {
    SequencedMap<String, String> scripts = new LinkedHashMap<>();
    String version = "";
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(present(connection))) {
      while (rows.next()) {
        String name = rows.getString("script");
        if (!rows.getBoolean("success")) {
          throw new BackupException(
              "The database is in the middle of a change of its tables (%s)".formatted(name));
        }
        String sql =
            migrations
                .find(name)
                .orElseThrow(() ->
                    new BackupException(
                        "The database belongs to a newer Tidemark, which has %s".formatted(name)));
        scripts.put(name, sql);
        version = rows.getString("version");
      }
    }
    if (scripts.isEmpty()) {
      throw none();
    }
    return new History(version, scripts);
  }

  private static String present(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select to_regclass('%s') is not null".formatted(TABLE))) {
      row.next();
      if (!row.getBoolean(1)) {
        throw none();
      }
    }
    // Flyway notes what is no script, such as the making of a schema, as well.
    return "select script, version, success from %s where type = 'SQL' order by installed_rank"
        .formatted(TABLE);
  }

  private static BackupException none() {
    return new BackupException("The database holds no Tidemark");
  }
}
