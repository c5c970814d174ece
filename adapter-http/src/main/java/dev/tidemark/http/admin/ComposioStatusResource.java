package dev.tidemark.http.admin;

import dev.tidemark.application.composio.ReportConnectorStatistics;
import dev.tidemark.domain.composio.ConnectorStatistics;
import dev.tidemark.domain.key.Scope;
import dev.tidemark.http.exchange.Answer;
import dev.tidemark.http.exchange.Call;
import dev.tidemark.http.exchange.JsonName;
import dev.tidemark.http.exchange.JsonWriter;
import dev.tidemark.http.exchange.Resource;
import dev.tidemark.http.exchange.Routes;

/** How many tools the connector catalogue has, and when it is read. */
public final class ComposioStatusResource implements Resource {
  private static final JsonName TOTAL_TOOLS = JsonName.of("total_tools");
  private static final JsonName ENABLED_TOOLS = JsonName.of("enabled_tools");
  private static final JsonName LAST_SYNC_AT = JsonName.of("last_sync_at");
  private static final JsonName NEXT_SYNC_AT = JsonName.of("next_sync_at");
  private static final JsonName SYNC_INTERVAL_HOURS = JsonName.of("sync_interval_hours");
  private static final JsonName INCREMENTAL = JsonName.of("incremental_sync_enabled");
  private static final int USUAL_BYTES = 256;

  private final ReportConnectorStatistics report;

  /** Answers from that use case. */
  public ComposioStatusResource(ReportConnectorStatistics report) {
    this.report = report;
  }

  @Override
  public void routing(Routes routes) {
    routes.get("/v1/admin/composio/sync/status", this::status, Scope.ADMIN_READ);
  }

  private Answer status(Call call) {
    ConnectorStatistics statistics = report.report();
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
