package dev.tidemark.http;

import dev.tidemark.application.audit.ListChanges;
import dev.tidemark.application.catalogue.ProviderCatalogue;
import dev.tidemark.application.composio.CatalogueSyncs;
import dev.tidemark.application.composio.ChangeConnectorSettings;
import dev.tidemark.application.composio.EnableTools;
import dev.tidemark.application.composio.HoldConnector;
import dev.tidemark.application.composio.ListAuthConfigs;
import dev.tidemark.application.composio.ListTools;
import dev.tidemark.application.composio.ReportConnectorStatistics;
import dev.tidemark.application.composio.TriggerConnector;
import dev.tidemark.application.sync.TriggerSync;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.sync.Beginning;
import dev.tidemark.domain.sync.Checkpoint;
import dev.tidemark.domain.sync.CurrentRun;
import dev.tidemark.domain.sync.Outcome;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.Schedule;
import dev.tidemark.domain.sync.Sync;
import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.domain.sync.SyncMode;
import dev.tidemark.http.admin.AuditResource;
import dev.tidemark.http.admin.ComposioAuthConfigsResource;
import dev.tidemark.http.admin.ComposioHoldResource;
import dev.tidemark.http.admin.ComposioSettingsResource;
import dev.tidemark.http.admin.ComposioStatusResource;
import dev.tidemark.http.admin.ComposioToolkitsResource;
import dev.tidemark.http.admin.ComposioToolsResource;
import dev.tidemark.http.admin.ComposioTriggerResource;
import dev.tidemark.http.exchange.Resource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The connector catalogue behind the admin routes, and the hands to move it. */
final class Connector {
  static final SyncId TOOLS = World.TOOLS;
  static final SyncId AUTH_CONFIGS =
      new SyncId(TOOLS.connection(), new ModelName("ComposioAuthConfig"));

  final FakeTools tools = new FakeTools();
  final FakeAudit audit = new FakeAudit();
  final FakeAuthConfigs authConfigs = new FakeAuthConfigs();
  private final FakeTriggers triggers = new FakeTriggers();
  private final FakeStore store;

  Connector(FakeStore store) {
    this.store = store;
  }

  List<Resource> resources(ProviderCatalogue providers, InstantSource clock, Supplier<String> ids) {
    CatalogueSyncs syncs = new CatalogueSyncs(TOOLS.connection());
    ReportConnectorStatistics report =
        new ReportConnectorStatistics(syncs, store, store, tools, 24);
    ListTools list = new ListTools(tools);
    EnableTools enable = new EnableTools(store, tools, tools, audit, clock);
    return List.of(
        new ComposioStatusResource(report),
        new ComposioTriggerResource(
            new TriggerConnector(
                syncs,
                store,
                store,
                new TriggerSync(store, store, store, clock, ids),
                triggers,
                audit,
                clock)),
        new ComposioHoldResource(
            new HoldConnector(syncs, store, store, store, store, audit, clock, ids), report),
        new ComposioSettingsResource(
            new ChangeConnectorSettings(syncs, providers, store, store, store, audit, clock),
            report),
        new ComposioToolsResource(list, enable),
        new ComposioToolkitsResource(list, enable),
        new ComposioAuthConfigsResource(new ListAuthConfigs(syncs, authConfigs, authConfigs)),
        new AuditResource(new ListChanges(audit)));
  }

  /** It has an API key, so that its syncs are there; their first runs are queued. */
  Connector configure() {
    for (SyncId id : List.of(TOOLS, AUTH_CONFIGS)) {
      store.add(
          Sync.create(
              id,
              new Schedule.Every(Duration.ofHours(6)),
              SyncMode.INCREMENTAL,
              new RunId("run_first_" + id.model().value()),
              World.START));
    }
    return this;
  }

  /** Changes the facts of its syncs, which are there. */
  Connector change(UnaryOperator<Sync> how) {
    for (SyncId id : List.of(TOOLS, AUTH_CONFIGS)) {
      var unused = store.update(id, how).orElseThrow();
    }
    return this;
  }

  /** Its first runs have read everything, and nothing runs now. */
  Connector idle() {
    return begin()
        .change(sync ->
            sync.progressed(new Checkpoint("c"), true, World.START)
                .finished(new Outcome.Succeeded(World.START)));
  }

  /** Workers are at its first runs. */
  Connector begin() {
    return change(sync ->
        switch (sync.begin(new RunId("run_none"), World.START, World.START.plusSeconds(15))) {
          case Beginning.Begun begun -> begun.sync();
          case Beginning other -> throw new AssertionError("could not begin: " + other);
        });
  }

  /** The catalogue has asked to slow down. */
  Connector suspend() {
    return begin()
        .change(sync ->
            sync.suspended(
                new CurrentRun.WaitingRateLimit(
                    sync.currentRun().id().orElseThrow(),
                    World.START,
                    World.START.plusSeconds(60),
                    1),
                false));
  }

  /** The facts of the sync that reads the tools. */
  Sync toolsSync() {
    return store.find(TOOLS).orElseThrow();
  }
}
