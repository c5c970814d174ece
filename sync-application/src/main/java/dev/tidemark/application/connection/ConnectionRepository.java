package dev.tidemark.application.connection;

import dev.tidemark.domain.connection.Connection;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.sync.SyncId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Driven port: the connections there are. An absent connection is a provider that is not connected.
 */
public interface ConnectionRepository {
  /** The connection, if there is one. */
  Optional<Connection> find(ConnectionId id);

  /** Keeps the connection in place of an earlier state of it. */
  void save(Connection connection);

  /**
   * Removes it. Nothing happens if it is absent.
   *
   * @throws IllegalStateException if it still has syncs
   */
  void remove(ConnectionId id);

  /** The connection and its syncs as they are at one instant. */
  Optional<ConnectionOverview> overview(ConnectionId id);

  /**
   * All connections of the organization and their syncs, each as it is at one instant, by provider;
   * in a constant number of queries.
   */
  List<ConnectionOverview> overviews(OrganizationId organization);

  /**
   * The syncs that connections which work do not have although their provider offers the model, by
   * organization, provider and model, at most so many; in one query.
   *
   * @param offered the models of each provider
   */
  List<SyncId> lacking(Map<ProviderId, Set<ModelName>> offered, int limit);
}
