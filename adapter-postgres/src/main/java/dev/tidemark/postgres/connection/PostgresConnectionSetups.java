package dev.tidemark.postgres.connection;

import dev.tidemark.application.connection.ConnectionSetups;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.crm.CrmMapping;
import dev.tidemark.domain.setup.ConnectionSetup;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.postgres.jdbc.Row;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was done to connections, on PostgreSQL. */
public final class PostgresConnectionSetups implements ConnectionSetups {
  private final Database database;

  /** In that database. */
  public PostgresConnectionSetups(Database database) {
    this.database = database;
  }

  @Override
  public Optional<ConnectionSetup> find(ConnectionId connection) {
    database.lock(connection.organization());
    return database.find(
        """
        select mapping, webhook_confirmed_at, delivered_at
        from connection_setups
        where organization = ? and provider = ?
        """,
        row -> read(connection, row),
        connection.organization().value(),
        connection.provider().value());
  }

  private static ConnectionSetup read(ConnectionId connection, Row row) throws SQLException {
    String mapping = row.textOrNull("mapping");
    return new ConnectionSetup(
        connection,
        mapping == null ? null : StoredMapping.read(mapping),
        row.instantOrNull("webhook_confirmed_at"),
        row.instantOrNull("delivered_at"));
  }

  @Override
  public void save(ConnectionSetup setup) {
    @Nullable CrmMapping mapping = setup.mapping();
    database.change(
        """
        insert into connection_setups (
          organization, provider, mapping, webhook_confirmed_at, delivered_at)
        values (?, ?, ?::jsonb, ?, ?)
        on conflict (organization, provider) do update
        set mapping = excluded.mapping,
          webhook_confirmed_at = excluded.webhook_confirmed_at,
          delivered_at = excluded.delivered_at
        """,
        setup.connection().organization().value(),
        setup.connection().provider().value(),
        mapping == null ? null : StoredMapping.write(mapping),
        setup.webhookConfirmedAt(),
        setup.deliveredAt());
  }

  @Override
  public void forget(ConnectionId connection) {
    database.change(
        "delete from connection_setups where organization = ? and provider = ?",
        connection.organization().value(),
        connection.provider().value());
  }
}
