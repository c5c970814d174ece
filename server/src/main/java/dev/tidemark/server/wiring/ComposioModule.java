package dev.tidemark.server.wiring;

import dagger.Module;
import dagger.Provides;
import dev.tidemark.application.statistics.ReportConnectorStatistics;
import dev.tidemark.application.statistics.ToolSettings;
import dev.tidemark.application.statistics.TrackTools;
import dev.tidemark.application.sync.SyncRepository;
import dev.tidemark.application.sync.SyncScheduler;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.server.config.Configuration;

/** The connector catalogue, which the platform itself is connected to. */
@Module
final class ComposioModule {
  /** The platform's connection to the catalogue. */
  static final ConnectionId CONNECTION =
      new ConnectionId(new ProviderId("composio"), OrganizationId.PLATFORM);

  private static final SyncId TOOLS = new SyncId(CONNECTION, new ModelName("ComposioTool"));

  private ComposioModule() {}

  @Provides
  static TrackTools trackTools(ToolSettings settings, Configuration configuration) {
    return new TrackTools(TOOLS, settings, configuration.composio().enableNewTools());
  }

  @Provides
  static ReportConnectorStatistics reportConnectorStatistics(
      SyncRepository syncs,
      SyncScheduler scheduler,
      ToolSettings settings,
      Configuration configuration) {
    return new ReportConnectorStatistics(
        TOOLS, syncs, scheduler, settings, configuration.composio().syncIntervalHours());
  }
}
