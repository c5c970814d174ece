package dev.tidemark.postgres.jdbc;

import dev.tidemark.application.store.StorageException;
import dev.tidemark.application.store.Transactions;
import dev.tidemark.domain.connection.OrganizationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A database as the ports use it. A transaction belongs to the thread that performs it; statements
 * outside of one commit by themselves. Isolation is the database's default, read committed: what is
 * read to be changed is locked by whoever reads it.
 */
public final class Database implements Transactions {
  /** How often work is done anew because others were at the same rows. */
  private static final int TRIES = 5;

  private final DataSource pool;

  /** Of the thread; a store of its own for each database. */
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<@Nullable Transaction> current = new ThreadLocal<>();

  /** With connections from that pool, which commit by themselves. */
  public Database(DataSource pool) {
    this.pool = pool;
  }

  /** A transaction under way. */
  private static final class Transaction {
    private final Connection connection;
    private final List<Runnable> afterwards = new ArrayList<>();
    private final Map<Object, Later> later = new LinkedHashMap<>();
    private final Map<Object, Object> notes = new HashMap<>();
    private boolean doomed;

    Transaction(Connection connection) {
      this.connection = connection;
    }
  }

  /** A statement that is still to be sent. */
  private record Later(String sql, List<@Nullable Object> parameters) {}

  /** Work with a connection. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it; the connection must not be kept. */
    T with(Connection connection) throws SQLException;
  }

  @Override
  public <T> T perform(Supplier<T> work) {
    Transaction outer = current.get();
    return outer == null ? again(work) : join(outer, work);
  }

  private static <T> T join(Transaction outer, Supplier<T> work) {
    boolean done = false;
    try {
      T result = work.get();
      done = true;
      return result;
    } finally {
      outer.doomed |= !done;
    }
  }

  private <T> T again(Supplier<T> work) {
    for (int left = TRIES - 1; ; left--) {
      try {
        return begin(work);
      } catch (StorageException e) {
        if (left == 0 || !Trouble.passes(e)) {
          throw e;
        }
      }
    }
  }

  private <T> T begin(Supplier<T> work) {
    List<Runnable> afterwards;
    T result;
    try (Connection connection = pool.getConnection()) {
      Transaction transaction = new Transaction(connection);
      connection.setAutoCommit(false);
      current.set(transaction);
      boolean committed = false;
      try {
        result = work.get();
        if (transaction.doomed) {
          throw new IllegalStateException(
              "nothing is committed: a part of the work has failed before");
        }
        flush(transaction, true);
        connection.commit();
        committed = true;
      } finally {
        current.remove();
        if (!committed) {
          rollBack(connection);
        }
      }
      connection.setAutoCommit(true);
      afterwards = transaction.afterwards;
    } catch (SQLException e) {
      throw Trouble.of(e);
    }
    afterwards.forEach(Runnable::run);
    return result;
  }

  /** The pool does not hand out again a connection that is broken. */
  private static void rollBack(Connection connection) {
    try {
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      // What led here is the trouble to speak of; the database forgets what has no connection.
    }
  }

  /**
   * Does something once the transaction under way is committed, or at once if there is none. It
   * must not throw.
   */
  public void afterwards(Runnable what) {
    Transaction transaction = current.get();
    if (transaction == null) {
      what.run();
    } else {
      transaction.afterwards.add(what);
    }
  }

  /** Whether the thread is inside a transaction. */
  public boolean inTransaction() {
    return current.get() != null;
  }

  /**
   * In a transaction: whoever asks for a lock of that name waits until it ends. Outside, nothing
   * happens: what is read there is not to be changed.
   */
  public void lock(String name) {
    if (inTransaction()) {
      find(
          "select pg_advisory_xact_lock(hashtextextended(?, 0))::text as locked",
          row -> true,
          name);
    }
  }

  /** In a transaction: whoever counts or changes the organization's connections does so alone. */
  public void lock(OrganizationId organization) {
    lock("organization " + organization);
  }

  /** The row of a query that has one at most. */
  public <T> Optional<T> find(String sql, Row.Reader<T> reader, @Nullable Object... parameters) {
    return query(
        sql,
        rows -> rows.next() ? Optional.of(reader.read(new Row(rows))) : Optional.empty(),
        parameters);
  }

  /** All rows of a query. */
  public <T> List<T> list(String sql, Row.Reader<T> reader, @Nullable Object... parameters) {
    return query(
        sql,
        rows -> {
          List<T> all = new ArrayList<>();
          Row row = new Row(rows);
          while (rows.next()) {
            all.add(reader.read(row));
          }
          return all;
        },
        parameters);
  }

  @FunctionalInterface
  private interface Rows<T> {
    T read(ResultSet rows) throws SQLException;
  }

  private <T> T query(String sql, Rows<T> reading, @Nullable Object... parameters) {
    return with(connection -> {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        Parameters.bind(statement, parameters);
        try (ResultSet rows = statement.executeQuery()) {
          return reading.read(rows);
        }
      }
    });
  }

  /**
   * Changes rows.
   *
   * @return how many
   */
  public int change(String sql, @Nullable Object... parameters) {
    return with(connection -> {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        Parameters.bind(statement, parameters);
        return statement.executeUpdate();
      }
    });
  }

  /**
   * Changes rows, in a transaction together with others: before its next statement that is
   * answered, or at its end. Of several changes with one key only the last is made.
   */
  public void changeLater(Object key, String sql, @Nullable Object... parameters) {
    Transaction transaction = current.get();
    if (transaction == null) {
      change(sql, parameters);
    } else {
      transaction.later.remove(key);
      transaction.later.put(key, new Later(sql, Arrays.asList(parameters)));
    }
  }

  /** Whether a change with that key is still to be made in the transaction under way. */
  public boolean waits(Object key) {
    Transaction transaction = current.get();
    return transaction != null && transaction.later.containsKey(key);
  }

  /** The change with that key is not to be made, if it has not been yet. */
  public void changeNot(Object key) {
    Transaction transaction = current.get();
    if (transaction != null) {
      transaction.later.remove(key);
    }
  }

  /**
   * One round trip for all of them. If they fail, nothing else may be committed without them.
   *
   * @param last whether they, and all before them, are committed in the same round trip; if one of
   *     them fails, the server skips the commit
   */
  private static void flush(Transaction transaction, boolean last) throws SQLException {
    if (transaction.later.isEmpty()) {
      return;
    }
    List<Later> all = List.copyOf(transaction.later.values());
    transaction.later.clear();
    String sql =
        all.stream()
            .map(Later::sql)
            .collect(Collectors.joining(";\n", "", last ? ";\ncommit" : ""));
    boolean made = false;
    try (PreparedStatement statement = transaction.connection.prepareStatement(sql)) {
      Parameters.bind(
          statement, all.stream().flatMap(each -> each.parameters().stream()).toArray());
      statement.execute();
      made = true;
    } finally {
      transaction.doomed |= !made;
    }
  }

  /** What was noted under that key in the transaction under way. */
  public <T> Optional<T> noted(Object key, Class<T> type) {
    Transaction transaction = current.get();
    return transaction == null
        ? Optional.empty()
        : Optional.ofNullable(transaction.notes.get(key)).map(type::cast);
  }

  /** Notes a value until the transaction under way ends. */
  public void note(Object key, Object value) {
    Transaction transaction = current.get();
    if (transaction != null) {
      transaction.notes.put(key, value);
    }
  }

  /** What was noted under that key does not hold any more. */
  public void forget(Object key) {
    Transaction transaction = current.get();
    if (transaction != null) {
      transaction.notes.remove(key);
    }
  }

  /**
   * Does work with the connection of the transaction under way, or with one that commits by itself.
   *
   * @throws StorageException if the database cannot take it
   */
  public <T> T with(Work<T> work) {
    Transaction transaction = current.get();
    try {
      if (transaction != null) {
        flush(transaction, false);
        return work.with(transaction.connection);
      }
      try (Connection connection = pool.getConnection()) {
        return work.with(connection);
      }
    } catch (SQLException e) {
      throw Trouble.of(e);
    }
  }
}
