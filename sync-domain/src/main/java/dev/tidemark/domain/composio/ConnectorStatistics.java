package dev.tidemark.domain.composio;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The connector catalogue at one instant.
 *
 * @param lastSyncAt end of the last sync that succeeded
 * @param nextSyncAt when the catalogue will next be read; null if nothing will read it by itself
 * @param syncIntervalHours hours between two syncs, 1 to 720
 * @param incrementalSyncEnabled whether a sync reads only what changed
 */
public record ConnectorStatistics(
    ToolCounts tools,
    @Nullable Instant lastSyncAt,
    @Nullable Instant nextSyncAt,
    int syncIntervalHours,
    boolean incrementalSyncEnabled) {
  /** Refuses an interval outside 1 to 720 hours. */
  public ConnectorStatistics {
    if (syncIntervalHours < 1 || syncIntervalHours > 720) {
      throw new IllegalArgumentException(
          "the sync interval is 1 to 720 hours, but was " + syncIntervalHours);
    }
  }
}
