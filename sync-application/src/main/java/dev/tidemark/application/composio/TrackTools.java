package dev.tidemark.application.composio;

import dev.tidemark.application.run.PageObserver;
import dev.tidemark.domain.composio.ToolSlug;
import dev.tidemark.domain.record.RecordData;
import dev.tidemark.domain.record.RecordKey;
import dev.tidemark.domain.sync.SyncId;
import java.util.List;

/** Keeps the tools' settings in step with the tools that the catalogue's sync finds. */
public final class TrackTools implements PageObserver {
  private final SyncId toolsSync;
  private final CatalogueRecords records;
  private final ToolSettings settings;
  private final boolean enableNew;

  /**
   * For that sync.
   *
   * @param enableNew whether tools that were never seen before are enabled
   */
  public TrackTools(
      SyncId toolsSync, CatalogueRecords records, ToolSettings settings, boolean enableNew) {
    this.toolsSync = toolsSync;
    this.records = records;
    this.settings = settings;
    this.enableNew = enableNew;
  }

  @Override
  public boolean follows(SyncId sync) {
    return sync.equals(toolsSync);
  }

  @Override
  public void changed(SyncId sync, List<RecordData> stored, List<RecordKey> disappeared) {
    settings.seen(
        stored.stream().map(data -> records.tool(data.key(), data.json())).toList(), enableNew);
    settings.disappeared(disappeared.stream().map(key -> new ToolSlug(key.value())).toList());
  }
}
