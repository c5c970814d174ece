package dev.tidemark.http.admin;

import dev.tidemark.domain.composio.ConnectorStatistics;
import dev.tidemark.http.exchange.Answer;
import dev.tidemark.http.exchange.JsonName;
import dev.tidemark.http.exchange.JsonWriter;

/** How the connector catalogue is doing, as everything answers that has to do with it. */
final class StatusJson {
  private static final JsonName TOTAL_TOOLS = JsonName.of("total_tools");
  private static final JsonName ENABLED_TOOLS = JsonName.of("enabled_tools");
  private static final JsonName LAST_SYNC_AT = JsonName.of("last_sync_at");
  private static final JsonName NEXT_SYNC_AT = JsonName.of("next_sync_at");
  private static final JsonName SYNC_INTERVAL_HOURS = JsonName.of("sync_interval_hours");
  private static final JsonName INCREMENTAL = JsonName.of("incremental_sync_enabled");
  private static final int USUAL_BYTES = 256;

  private StatusJson() {}

  static Answer of(ConnectorStatistics statistics) {
    JsonWriter json = new JsonWriter(USUAL_BYTES).beginObject();
    json.name(TOTAL_TOOLS).value(statistics.tools().total());
    json.name(ENABLED_TOOLS).value(statistics.tools().enabled());
    json.name(LAST_SYNC_AT).value(statistics.lastSyncAt());
    json.name(NEXT_SYNC_AT).value(statistics.nextSyncAt());
    json.name(SYNC_INTERVAL_HOURS).value(statistics.syncIntervalHours());
    json.name(INCREMENTAL).value(statistics.incrementalSyncEnabled());
    return Answer.ok(json.endObject());
  }
}
