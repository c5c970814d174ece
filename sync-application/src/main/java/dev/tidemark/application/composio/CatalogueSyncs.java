package dev.tidemark.application.composio;

import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.sync.SyncId;

/**
 * The syncs of the connector catalogue.
 *
 * @param connection the platform's connection to it
 */
public record CatalogueSyncs(ConnectionId connection) {
  private static final ModelName TOOLS = new ModelName("ComposioTool");
  private static final ModelName AUTH_CONFIGS = new ModelName("ComposioAuthConfig");

  /** That of the tools, which the statistics speak of. */
  public SyncId tools() {
    return new SyncId(connection, TOOLS);
  }

  /** That of the auth configs. */
  public SyncId authConfigs() {
    return new SyncId(connection, AUTH_CONFIGS);
  }

  /** What the audit trail calls all of them. */
  String target() {
    return connection.provider().value();
  }
}
