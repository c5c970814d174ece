package dev.tidemark.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Connections to a database whose tables are up to date. */
final class DatabasePool {
  private static final int OLDEST_VERSION = 15;

  /** Whoever waits longer for a connection is told that there is none. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** What a statement may take; those of this store take milliseconds. */
  private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(30);

  /**
   * A node that stops in the middle of a transaction keeps others from its rows no longer than
   * this, which is less than its leases last.
   */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /** So long it may take until the database is there, as when both are started together. */
  private static final Duration PATIENCE_AT_START = Duration.ofSeconds(10);

  private static final Duration BEFORE_CONNECTING_AGAIN = Duration.ofMillis(200);

  private static final int FEW = 2;

  private DatabasePool() {}

  /**
   * Opens a database and brings its tables up to date.
   *
   * @param size how many connections there are at most
   * @throws DatabaseException if it cannot be used
   */
  static HikariDataSource open(DatabaseAddress address, int size) {
    try (HikariDataSource patient = patient(address, PATIENCE_AT_START)) {
      new Schema(patient).bringUpToDate();
    }
    HikariConfig config = config(address, size);
    // As text: the driver passes over numbers without a word.
    config.addDataSourceProperty(
        "socketTimeout", String.valueOf(LONGEST_STATEMENT.toSeconds() + 5));
    config.setConnectionInitSql(
        "set statement_timeout = %d; set lock_timeout = %d; set idle_in_transaction_session_timeout = %d"
            .formatted(
                LONGEST_STATEMENT.toMillis(), LONGEST_PAUSE.toMillis(), LONGEST_PAUSE.toMillis()));
    return connected(config, PATIENCE_AT_START);
  }

  /**
   * Opens a database with its tables as they are, for statements that may take as long as they
   * need.
   *
   * @throws DatabaseException if it cannot be used
   */
  static HikariDataSource openAsItIs(DatabaseAddress address) {
    // Whoever waits for a command would rather know at once.
    return patient(address, Duration.ZERO);
  }

  /** Also where the database has limits of its own for the user's sessions. */
  private static HikariDataSource patient(DatabaseAddress address, Duration patience) {
    HikariConfig config = config(address, FEW);
    config.setMinimumIdle(0);
    config.setConnectionInitSql(
        "set statement_timeout = 0; set lock_timeout = 0; set idle_in_transaction_session_timeout ="
            + " 0");
    HikariDataSource pool = connected(config, patience);
    try {
      check(pool);
      return pool;
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  private static HikariConfig config(DatabaseAddress address, int size) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("tidemark");
    config.setJdbcUrl(address.url());
    config.setDataSourceProperties(address.properties());
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(Math.min(2, size));
    config.setConnectionTimeout(PATIENCE.toMillis());
    config.setValidationTimeout(PATIENCE.toMillis() / 2);
    config.setInitializationFailTimeout(1);
    config.addDataSourceProperty("ApplicationName", "tidemark");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("connectTimeout", "3");
    return config;
  }

  private static HikariDataSource connected(HikariConfig config, Duration patience) {
    long start = System.nanoTime();
    while (true) {
      try {
        return new HikariDataSource(config);
      } catch (PoolInitializationException e) {
        if (!passes(e) || System.nanoTime() - start > patience.toNanos()) {
          throw new DatabaseException("the database cannot be reached: " + reason(e), e);
        }
        LockSupport.parkNanos(BEFORE_CONNECTING_AGAIN.toNanos());
      } catch (RuntimeException e) {
        // The cause is left out: it quotes the URL, which may hold a password.
        throw new DatabaseException(
            "the database's address is not one that the driver understands; it looks like"
                + " jdbc:postgresql://db.example.com:5432/tidemark?user=tidemark");
      }
    }
  }

  /** Whether time may help: it does not against a password that is wrong. */
  private static boolean passes(Throwable trouble) {
    Throwable cause = trouble;
    while (cause != null && !(cause instanceof SQLException)) {
      cause = cause.getCause();
    }
    return !(cause instanceof SQLException refusal)
        || refusal.getSQLState() == null
        || refusal.getSQLState().matches("(08|53|57).*");
  }

  /** The driver's own words, without the URL. */
  static String reason(Throwable trouble) {
    Throwable last = trouble;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    String message = last.getMessage();
    return message == null
        ? last.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }

  private static void check(HikariDataSource pool) {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select current_setting('server_version_num')::int / 10000 as version,
                  current_setting('server_encoding') as encoding
                """)) {
      row.next();
      if (row.getInt("version") < OLDEST_VERSION) {
        throw new DatabaseException(
            "the database is PostgreSQL %d, but %d or newer is needed"
                .formatted(row.getInt("version"), OLDEST_VERSION));
      }
      if (!"UTF8".equals(row.getString("encoding"))) {
        throw new DatabaseException(
            "the database's encoding is %s, but UTF8 is needed"
                .formatted(row.getString("encoding")));
      }
    } catch (SQLException e) {
      throw new DatabaseException("the database cannot be used: " + reason(e), e);
    }
  }
}
