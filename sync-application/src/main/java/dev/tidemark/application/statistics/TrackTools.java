package dev.tidemark.application.statistics;

import dev.tidemark.application.run.PageObserver;
import dev.tidemark.domain.record.RecordKey;
import dev.tidemark.domain.statistics.ToolSlug;
import dev.tidemark.domain.sync.SyncId;
import java.util.List;

/** Keeps the tools' settings in step with the tools that the catalogue's sync finds. */
public final class TrackTools implements PageObserver {
  private final SyncId toolsSync;
  private final ToolSettings settings;
  private final boolean enableNew;

  /**
   * For that sync.
   *
   * @param enableNew whether tools that were never seen before are enabled
   */
  public TrackTools(SyncId toolsSync, ToolSettings settings, boolean enableNew) {
    this.toolsSync = toolsSync;
    this.settings = settings;
    this.enableNew = enableNew;
  }

  @Override
  public void changed(SyncId sync, List<RecordKey> appeared, List<RecordKey> disappeared) {
    if (sync.equals(toolsSync)) {
      settings.appeared(slugs(appeared), enableNew);
      settings.disappeared(slugs(disappeared));
    }
  }

  private static List<ToolSlug> slugs(List<RecordKey> keys) {
    return keys.stream().map(key -> new ToolSlug(key.value())).toList();
  }
}
