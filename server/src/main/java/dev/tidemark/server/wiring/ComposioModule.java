package dev.tidemark.server.wiring;

import dagger.Module;
import dagger.Provides;
import dev.tidemark.application.audit.AuditTrail;
import dev.tidemark.application.audit.ListChanges;
import dev.tidemark.application.catalogue.ProviderCatalogue;
import dev.tidemark.application.composio.CatalogueRecords;
import dev.tidemark.application.composio.CatalogueSyncs;
import dev.tidemark.application.composio.ChangeConnectorSettings;
import dev.tidemark.application.composio.EnableTools;
import dev.tidemark.application.composio.HoldConnector;
import dev.tidemark.application.composio.ListAuthConfigs;
import dev.tidemark.application.composio.ListTools;
import dev.tidemark.application.composio.ReportConnectorStatistics;
import dev.tidemark.application.composio.ToolList;
import dev.tidemark.application.composio.ToolSettings;
import dev.tidemark.application.composio.TrackTools;
import dev.tidemark.application.composio.TriggerConnector;
import dev.tidemark.application.composio.TriggerMemory;
import dev.tidemark.application.connection.ConnectionRepository;
import dev.tidemark.application.run.RecordStore;
import dev.tidemark.application.store.Transactions;
import dev.tidemark.application.sync.SyncRepository;
import dev.tidemark.application.sync.SyncScheduler;
import dev.tidemark.application.sync.TriggerSync;
import dev.tidemark.connectors.composio.ComposioRecords;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.server.config.Configuration;
import java.time.InstantSource;
import java.util.function.Supplier;

/** The connector catalogue, which the platform itself is connected to. */
@Module
final class ComposioModule {
  private ComposioModule() {}

  @Provides
  static CatalogueSyncs catalogueSyncs() {
    return new CatalogueSyncs(
        new ConnectionId(new ProviderId("composio"), OrganizationId.PLATFORM));
  }

  @Provides
  static CatalogueRecords catalogueRecords() {
    return new ComposioRecords();
  }

  @Provides
  static TrackTools trackTools(
      CatalogueSyncs catalogue,
      CatalogueRecords records,
      ToolSettings settings,
      Configuration configuration) {
    return new TrackTools(
        catalogue.tools(), records, settings, configuration.composio().enableNewTools());
  }

  @Provides
  static ReportConnectorStatistics reportConnectorStatistics(
      CatalogueSyncs catalogue,
      SyncRepository syncs,
      SyncScheduler scheduler,
      ToolSettings settings,
      Configuration configuration) {
    return new ReportConnectorStatistics(
        catalogue, syncs, scheduler, settings, configuration.composio().syncIntervalHours());
  }

  @Provides
  static TriggerConnector triggerConnector(
      CatalogueSyncs catalogue,
      Transactions transactions,
      SyncRepository syncs,
      SyncScheduler scheduler,
      TriggerMemory memory,
      AuditTrail trail,
      InstantSource clock,
      Supplier<String> ids) {
    return new TriggerConnector(
        catalogue,
        transactions,
        syncs,
        new TriggerSync(transactions, syncs, scheduler, clock, ids),
        memory,
        trail,
        clock);
  }

  @Provides
  static HoldConnector holdConnector(
      CatalogueSyncs catalogue,
      Transactions transactions,
      ConnectionRepository connections,
      SyncRepository syncs,
      SyncScheduler scheduler,
      AuditTrail trail,
      InstantSource clock,
      Supplier<String> ids) {
    return new HoldConnector(
        catalogue, transactions, connections, syncs, scheduler, trail, clock, ids);
  }

  @Provides
  static ChangeConnectorSettings changeConnectorSettings(
      CatalogueSyncs catalogue,
      ProviderCatalogue providers,
      Transactions transactions,
      SyncRepository syncs,
      SyncScheduler scheduler,
      AuditTrail trail,
      InstantSource clock) {
    return new ChangeConnectorSettings(
        catalogue, providers, transactions, syncs, scheduler, trail, clock);
  }

  @Provides
  static EnableTools enableTools(
      Transactions transactions,
      ToolSettings settings,
      ToolList tools,
      AuditTrail trail,
      InstantSource clock) {
    return new EnableTools(transactions, settings, tools, trail, clock);
  }

  @Provides
  static ListTools listTools(ToolList tools) {
    return new ListTools(tools);
  }

  @Provides
  static ListAuthConfigs listAuthConfigs(
      CatalogueSyncs catalogue, RecordStore store, CatalogueRecords records) {
    return new ListAuthConfigs(catalogue, store, records);
  }

  @Provides
  static ListChanges listChanges(AuditTrail trail) {
    return new ListChanges(trail);
  }
}
