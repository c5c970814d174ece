package dev.tidemark.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/** The tables of a database, which every version of Tidemark brings up to date for itself. */
final class Schema {
  private static final String MIGRATIONS = "classpath:dev/tidemark/postgres/migration";
  private static final String NO_PRIVILEGE = "42501";
  private static final String IN_USE = "55P03";
  private static final System.Logger LOG = System.getLogger(Schema.class.getName());
  private static final Duration BEFORE_TRYING_AGAIN = Duration.ofSeconds(1);

  /** Enough to know a database by. */
  private static final int NAMED = 3;

  private final DataSource database;

  /** Of sessions that give a statement the time that it needs, be a table as large as it may. */
  Schema(DataSource database) {
    this.database = database;
  }

  /**
   * Brings the tables up to date, as soon as nobody uses those that change: a backup does for long.
   *
   * @throws DatabaseException if that fails; they are as they were before the step that failed
   */
  void bringUpToDate() {
    boolean waiting = false;
    while (!migrated()) {
      if (!waiting) {
        LOG.log(
            System.Logger.Level.WARNING,
            "the tables cannot be brought up to date while others use them, as a backup does;"
                + " trying until they can");
      }
      waiting = true;
      LockSupport.parkNanos(BEFORE_TRYING_AGAIN.toNanos());
      if (Thread.interrupted()) {
        throw new DatabaseException("the start was interrupted");
      }
    }
  }

  /** False if a table is in use. */
  private boolean migrated() {
    try {
      Flyway.configure()
          .dataSource(database)
          .locations(MIGRATIONS)
          .failOnMissingLocations(true)
          .load()
          .migrate();
      return true;
    } catch (FlywayException e) {
      if (IN_USE.equals(state(e))) {
        return false;
      }
      throw new DatabaseException(sentence(e), e);
    }
  }

  private String sentence(FlywayException refused) {
    if (refused.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
      return "the database %s is not empty, and what is in its schema %s is not Tidemark's%s; give"
              .formatted(text("current_database()"), text("current_schema()"), contents())
          + " Tidemark a database of its own";
    }
    if (refused.getErrorCode() == CoreErrorCode.VALIDATE_ERROR) {
      return "the tables of the database %s were made by another Tidemark than this one, or changed"
              .formatted(text("current_database()"))
          + " by hand; use the version that made them, or restore a backup into an empty database";
    }
    if (NO_PRIVILEGE.equals(state(refused))) {
      return "the user %s may not change the tables of the database %s; let it own them, and grant"
              .formatted(text("current_user"), text("current_database()"))
          + " it create on the schema %s".formatted(text("current_schema()"));
    }
    return "the tables of the database %s cannot be brought up to date: %s"
        .formatted(text("current_database()"), DatabasePool.reason(refused));
  }

  private static @Nullable String state(Throwable trouble) {
    for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException refusal) {
        return refusal.getSQLState();
      }
    }
    return null;
  }

  /** Some of the names, if there are tables; there may be functions only. */
  private String contents() {
    List<String> names =
        read(
            """
            select relname from pg_class
            where relnamespace = quote_ident(current_schema())::regnamespace
              and relkind in ('r', 'p', 'v', 'm', 'f')
            order by relname
            """);
    if (names.isEmpty()) {
      return "";
    }
    String more = names.size() > NAMED ? " and %d more".formatted(names.size() - NAMED) : "";
    return " (%s%s)"
        .formatted(String.join(", ", names.subList(0, Math.min(NAMED, names.size()))), more);
  }

  private String text(String expression) {
    return read("select %s::text".formatted(expression)).stream().findFirst().orElse("");
  }

  /** Empty as well if the database cannot even tell that. */
  private List<String> read(String query) {
    List<String> read = new ArrayList<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        read.add(String.valueOf(rows.getString(1)));
      }
    } catch (SQLException e) {
      // What is told is then only less than it could be.
      return List.of();
    }
    return read;
  }
}
