package dev.tidemark.postgres.jdbc;

import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.sync.SyncId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The row that a query is at, column by column. */
public final class Row {
  private final ResultSet result;

  Row(ResultSet result) {
    this.result = result;
  }

  /** What is made of each row of a query. */
  @FunctionalInterface
  public interface Reader<T> {
    /** Reads the row; {@code Row} must not be kept. */
    T read(Row row) throws SQLException;
  }

  /** Text that is there. */
  public String text(String column) throws SQLException {
    return there(column, result.getString(column));
  }

  /** The connection that the columns {@code organization} and {@code provider} name. */
  public ConnectionId connection() throws SQLException {
    return new ConnectionId(
        new ProviderId(text("provider")), new OrganizationId(text("organization")));
  }

  /** The sync that the columns {@code organization}, {@code provider} and {@code model} name. */
  public SyncId sync() throws SQLException {
    return new SyncId(connection(), new ModelName(text("model")));
  }

  /** Text, or null. */
  public @Nullable String textOrNull(String column) throws SQLException {
    return result.getString(column);
  }

  /** A number; 0 if there is none. */
  public long number(String column) throws SQLException {
    return result.getLong(column);
  }

  /** A number that fits. */
  public int integer(String column) throws SQLException {
    return result.getInt(column);
  }

  /** A truth; false if there is none. */
  public boolean truth(String column) throws SQLException {
    return result.getBoolean(column);
  }

  /** Bytes that are there. */
  public byte[] bytes(String column) throws SQLException {
    return there(column, result.getBytes(column));
  }

  /** An instant that is there. */
  public Instant instant(String column) throws SQLException {
    return there(column, instantOrNull(column));
  }

  /** An instant, or null. */
  public @Nullable Instant instantOrNull(String column) throws SQLException {
    OffsetDateTime at = result.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  /** Whole milliseconds as a duration, if there are any. */
  public Optional<Duration> millis(String column) throws SQLException {
    long millis = result.getLong(column);
    return result.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
  }

  /** Whether the column has a value. */
  public boolean has(String column) throws SQLException {
    return result.getObject(column) != null;
  }

  private static <T> T there(String column, @Nullable T value) {
    return Objects.requireNonNull(value, column);
  }
}
