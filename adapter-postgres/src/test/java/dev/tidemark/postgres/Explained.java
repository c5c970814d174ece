package dev.tidemark.postgres;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One session, handed out as a pool would, in which the server tells how it has executed each
 * statement. Whatever is committed in it is undone by {@link #undo}, so that work can be done once
 * more on the same rows.
 */
final class Explained {
  private final Connection session;
  private final DataSource pool;
  private final List<String> told = new ArrayList<>();

  private Explained(Connection session) {
    this.session = session;
    Connection lent = proxy(Connection.class, this::onConnection);
    pool = proxy(DataSource.class, (proxy, method, arguments) -> lent);
  }

  /** A session of a superuser. */
  static Explained open(DatabaseAddress address) throws SQLException {
    Connection session = DriverManager.getConnection(address.url());
    try (Statement statement = session.createStatement()) {
      statement.execute(
          """
          load 'auto_explain';
          set auto_explain.log_min_duration = 0;
          set auto_explain.log_nested_statements = on;
          set auto_explain.log_format = json;
          set auto_explain.log_level = notice
          """);
    }
    session.setAutoCommit(false);
    return new Explained(session);
  }

  DataSource pool() {
    return pool;
  }

  /** Undoes everything since the last time. */
  void undo() throws SQLException {
    session.rollback();
  }

  /** What the server has told since it was forgotten; to be asked for once. */
  List<String> told() throws SQLException {
    hear(session.getWarnings());
    return List.copyOf(told);
  }

  /** Forgets what the server has told. */
  void forget() throws SQLException {
    session.clearWarnings();
    told.clear();
  }

  private void hear(@Nullable SQLWarning first) {
    for (SQLWarning next = first; next != null; next = next.getNextWarning()) {
      told.add(String.valueOf(next.getMessage()));
    }
  }

  private @Nullable Object onConnection(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    return switch (method.getName()) {
      case "close", "commit", "rollback", "setAutoCommit" -> null;
      case "prepareStatement" -> {
        Object[] kept = requireNonNull(arguments).clone();
        kept[0] = withoutCommit((String) kept[0]);
        yield explained((PreparedStatement) requireNonNull(call(session, method, kept)));
      }
      case "createStatement" -> throw new UnsupportedOperationException("not explained");
      default -> call(session, method, arguments);
    };
  }

  /** The last changes of a transaction are sent together with its commit. */
  private static String withoutCommit(String sql) {
    String commit = ";\ncommit";
    return sql.endsWith(commit) ? sql.substring(0, sql.length() - commit.length()) : sql;
  }

  private PreparedStatement explained(PreparedStatement statement) {
    return proxy(
        PreparedStatement.class,
        (proxy, method, arguments) -> {
          Object result = call(statement, method, arguments);
          if (method.getName().startsWith("execute")) {
            hear(statement.getWarnings());
          }
          return result;
        });
  }

  private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
