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
  /** Hours between two syncs, at least. */
  public static final int SHORTEST_INTERVAL = 1;

  /** Hours between two syncs, at most: 30 days. */
  public static final int LONGEST_INTERVAL = 720;

  /** Refuses an interval outside 1 to 720 hours. */
  public ConnectorStatistics {
    checkInterval(syncIntervalHours);
  }

  /**
   * Refuses what is no interval.
   *
   * @throws IllegalArgumentException if it is outside 1 to 720 hours
   */
  public static void checkInterval(int hours) {
    if (hours < SHORTEST_INTERVAL || hours > LONGEST_INTERVAL) {
      throw new IllegalArgumentException("the sync interval is 1 to 720 hours, but was " + hours);
    }
  }
}
