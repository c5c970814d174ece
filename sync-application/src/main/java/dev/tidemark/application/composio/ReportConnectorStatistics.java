package dev.tidemark.application.composio;

import dev.tidemark.application.sync.SyncRepository;
import dev.tidemark.application.sync.SyncScheduler;
import dev.tidemark.domain.composio.ConnectorStatistics;
import dev.tidemark.domain.sync.Schedule;
import dev.tidemark.domain.sync.Sync;
import dev.tidemark.domain.sync.SyncMode;
import java.time.Duration;
import java.util.Optional;

/** Tells how many tools the connector catalogue has and when it is read. */
public final class ReportConnectorStatistics {
  private final CatalogueSyncs catalogue;
  private final SyncRepository syncs;
  private final SyncScheduler scheduler;
  private final ToolSettings settings;
  private final int usualHours;

  /**
   * For those syncs.
   *
   * @param usualHours the interval to report while the catalogue is not configured, 1 to 720
   */
  public ReportConnectorStatistics(
      CatalogueSyncs catalogue,
      SyncRepository syncs,
      SyncScheduler scheduler,
      ToolSettings settings,
      int usualHours) {
    this.catalogue = catalogue;
    this.syncs = syncs;
    this.scheduler = scheduler;
    this.settings = settings;
    this.usualHours = usualHours;
  }

  /** The statistics now; in constant time. */
  public ConnectorStatistics report() {
    Optional<Sync> sync = syncs.find(catalogue.tools());
    return new ConnectorStatistics(
        settings.counts(),
        sync.map(Sync::lastSucceededAt).orElse(null),
        scheduler.due(catalogue.tools()).orElse(null),
        sync.map(ReportConnectorStatistics::hours).orElse(usualHours),
        sync.filter(found -> found.mode() instanceof SyncMode.Incremental).isPresent());
  }

  /** The interval in hours; one that is no whole number of them is rounded up. */
  static int hours(Sync sync) {
    return switch (sync.schedule()) {
      case Schedule.Every every ->
          Math.clamp(
              Math.ceilDiv(every.interval().toSeconds(), Duration.ofHours(1).toSeconds()),
              ConnectorStatistics.SHORTEST_INTERVAL,
              ConnectorStatistics.LONGEST_INTERVAL);
      case Schedule.Cron cron -> 1;
      case Schedule.Manual manual -> 1;
    };
  }
}
