package dev.tidemark.postgres.sync;

import dev.tidemark.application.connection.ConnectionOverview;
import dev.tidemark.application.connection.ConnectionRepository;
import dev.tidemark.domain.connection.Connection;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.ConnectionState;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.sync.Sync;
import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.postgres.jdbc.Row;
import dev.tidemark.postgres.text.Exact;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The connections on PostgreSQL. What is read of an organization's connections in a transaction
 * stays as it is until that ends.
 */
final class PostgresConnectionRepository implements ConnectionRepository {
  private static final String OVERVIEWS =
      """
      select *
      from (select organization, provider, state, reason, connected_at from connections) c
        left join syncs s using (organization, provider)
      where organization = ?
      """;

  private final Database database;
  private final Changes changes;

  PostgresConnectionRepository(Database database, Changes changes) {
    this.database = database;
    this.changes = changes;
  }

  @Override
  public Optional<Connection> find(ConnectionId id) {
    database.lock(id.organization());
    return database.find(
        """
        select organization, provider, state, reason, connected_at
        from connections
        where organization = ? and provider = ?
        """,
        PostgresConnectionRepository::connection,
        Facts.names(id));
  }

  private static Connection connection(Row row) throws SQLException {
    return new Connection(row.connection(), state(row), row.instant("connected_at"));
  }

  private static ConnectionState state(Row row) throws SQLException {
    String state = row.text("state");
    return switch (state) {
      case "connecting" -> new ConnectionState.Connecting();
      case "connected" -> new ConnectionState.Connected();
      case "needs_reauthorization" ->
          new ConnectionState.NeedsReauthorization(Exact.told(row.text("reason")));
      default -> throw new IllegalStateException("a connection's state is stored as " + state);
    };
  }

  @Override
  public void save(Connection connection) {
    String state =
        switch (connection.state()) {
          case ConnectionState.Connecting connecting -> "connecting";
          case ConnectionState.Connected connected -> "connected";
          case ConnectionState.NeedsReauthorization needed -> "needs_reauthorization";
        };
    @Nullable String reason =
        connection.state() instanceof ConnectionState.NeedsReauthorization needed
            ? Exact.kept(needed.reason())
            : null;
    database.perform(() -> {
      database.lock(connection.id().organization());
      database.change(
          """
          insert into connections (organization, provider, state, reason, connected_at)
          values (?, ?, ?, ?, ?)
          on conflict (organization, provider) do update
          set state = excluded.state, reason = excluded.reason, connected_at = excluded.connected_at
          """,
          connection.id().organization().value(),
          connection.id().provider().value(),
          state,
          reason,
          connection.connectedAt());
      changes.changed(connection.id());
    });
  }

  @Override
  public void remove(ConnectionId id) {
    database.perform(() -> {
      database.lock(id.organization());
      Object[] names = Facts.names(id);
      boolean used =
          database
              .find(
                  "select 1 as one from syncs where organization = ? and provider = ? limit 1",
                  row -> true,
                  names)
              .isPresent();
      if (used) {
        throw new IllegalStateException(id + " still has syncs");
      }
      database.change("delete from connections where organization = ? and provider = ?", names);
      changes.changed(id);
    });
  }

  @Override
  public Optional<ConnectionOverview> overview(ConnectionId id) {
    database.lock(id.organization());
    return grouped(OVERVIEWS + "and provider = ? order by model", Facts.names(id)).stream()
        .findFirst();
  }

  @Override
  public List<ConnectionOverview> overviews(OrganizationId organization) {
    database.lock(organization);
    return grouped(OVERVIEWS + "order by provider, model", organization.value());
  }

  @Override
  public List<SyncId> lacking(Map<ProviderId, Set<ModelName>> offered, int limit) {
    List<Object> providers = new ArrayList<>();
    List<Object> models = new ArrayList<>();
    offered.forEach((provider, names) ->
        names.forEach(name -> {
          providers.add(provider.value());
          models.add(name.value());
        }));
    return database.list(
        """
        select c.organization, c.provider, offered.model
        from unnest(?::text[], ?::text[]) as offered (provider, model)
          join connections c on c.provider = offered.provider and c.state = 'connected'
        where not exists (
          select from syncs s
          where s.organization = c.organization and s.provider = c.provider
            and s.model = offered.model)
        order by c.organization, c.provider, offered.model collate "C"
        limit ?
        """,
        Row::sync,
        providers,
        models,
        limit);
  }

  private List<ConnectionOverview> grouped(String sql, Object... names) {
    Map<Connection, List<Sync>> grouped = new LinkedHashMap<>();
    database.list(
        sql,
        row -> {
          List<Sync> syncs = grouped.computeIfAbsent(connection(row), any -> new ArrayList<>());
          return row.has("model") && syncs.add(FactsColumns.read(row));
        },
        names);
    return grouped.entrySet().stream()
        .map(entry -> new ConnectionOverview(entry.getKey(), entry.getValue()))
        .toList();
  }
}
