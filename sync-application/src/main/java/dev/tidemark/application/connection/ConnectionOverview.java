package dev.tidemark.application.connection;

import dev.tidemark.domain.connection.Connection;
import dev.tidemark.domain.sync.Sync;
import java.util.List;

/**
 * A connection and its syncs at one instant.
 *
 * @param syncs by model name
 */
public record ConnectionOverview(Connection connection, List<Sync> syncs) {
  /** Copies the list. */
  public ConnectionOverview {
    syncs = List.copyOf(syncs);
  }
}
