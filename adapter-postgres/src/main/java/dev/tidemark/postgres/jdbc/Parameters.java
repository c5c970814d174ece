package dev.tidemark.postgres.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Hands values to a statement. */
final class Parameters {
  private Parameters() {}

  /**
   * Text, numbers, truths, bytes and nulls as they are; instants as {@code timestamptz}; a
   * collection as the array of its first element's type.
   */
  static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      bind(statement, i + 1, values[i]);
    }
  }

  private static void bind(PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case null -> statement.setNull(index, Types.NULL);
      case Instant instant -> statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
      case Collection<?> all -> statement.setArray(index, array(statement.getConnection(), all));
      case byte[] bytes -> statement.setBytes(index, bytes);
      default -> statement.setObject(index, value);
    }
  }

  private static java.sql.Array array(Connection connection, Collection<?> all)
      throws SQLException {
    Object first = all.isEmpty() ? "" : all.iterator().next();
    String type =
        switch (first) {
          case Long number -> "bigint";
          case Integer number -> "integer";
          case Boolean truth -> "boolean";
          case byte[] bytes -> "bytea";
          default -> "text";
        };
    return connection.createArrayOf(type, all.toArray());
  }
}
