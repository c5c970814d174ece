package dev.tidemark.testkit;

import dev.tidemark.application.audit.AuditTrail;
import dev.tidemark.application.composio.CatalogueRecords;
import dev.tidemark.application.composio.CatalogueSyncs;
import dev.tidemark.application.composio.ChangeConnectorSettings;
import dev.tidemark.application.composio.EnableTools;
import dev.tidemark.application.composio.HoldConnector;
import dev.tidemark.application.composio.ListAuthConfigs;
import dev.tidemark.application.composio.ReportConnectorStatistics;
import dev.tidemark.application.composio.ToolList;
import dev.tidemark.application.composio.TrackTools;
import dev.tidemark.application.composio.TriggerConnector;
import dev.tidemark.application.connector.Fetched;
import dev.tidemark.domain.audit.Actor;
import dev.tidemark.domain.audit.Change;
import dev.tidemark.domain.composio.AuthConfig;
import dev.tidemark.domain.composio.ConnectorStatistics;
import dev.tidemark.domain.composio.Tool;
import dev.tidemark.domain.composio.ToolSlug;
import dev.tidemark.domain.composio.ToolkitSlug;
import dev.tidemark.domain.provider.Provider;
import dev.tidemark.domain.record.RecordData;
import dev.tidemark.domain.record.RecordKey;
import dev.tidemark.domain.sync.Checkpoint;
import dev.tidemark.domain.sync.SyncId;
import java.util.List;
import java.util.Optional;

/** The use cases of the connector catalogue over an engine that plays a script. */
final class ConnectorRig {
  static final Actor ACTOR = new Actor("key_admin", Fixtures.ORGANIZATION);
  static final int USUAL_HOURS = 24;

  private static final Provider PROVIDER =
      Fixtures.provider("composio", "ComposioTool", "ComposioAuthConfig");

  final CatalogueSyncs catalogue = new CatalogueSyncs(Fixtures.connectionId("composio"));
  final SettableClock clock = new SettableClock(Fixtures.NOON);
  final ScriptedConnectors connectors = new ScriptedConnectors();
  final Ports store;
  final Engine engine;
  final TriggerConnector trigger;
  final HoldConnector hold;
  final ChangeConnectorSettings settings;
  final EnableTools enable;
  final ListAuthConfigs authConfigs;
  private final ReportConnectorStatistics report;

  ConnectorRig(Ports store, boolean enableNewTools) {
    this.store = store;
    CatalogueRecords records = new Records();
    engine =
        new Engine(
            store,
            clock,
            connectors,
            PROVIDER,
            new TrackTools(catalogue.tools(), records, store.tools(), enableNewTools));
    trigger =
        new TriggerConnector(
            catalogue,
            store.transactions(),
            store.syncs(),
            engine.triggerSync,
            store.triggers(),
            store.audit(),
            clock);
    hold =
        new HoldConnector(
            catalogue,
            store.transactions(),
            store.syncs(),
            engine.scheduler,
            store.audit(),
            clock,
            engine.ids);
    settings =
        new ChangeConnectorSettings(
            catalogue,
            engine.catalogue,
            store.transactions(),
            store.syncs(),
            engine.scheduler,
            store.audit(),
            clock);
    enable =
        new EnableTools(
            store.transactions(), store.tools(), store.toolList(), store.audit(), clock);
    authConfigs = new ListAuthConfigs(catalogue, store.records(), records);
    report =
        new ReportConnectorStatistics(
            catalogue, store.syncs(), engine.scheduler, store.tools(), USUAL_HOURS);
  }

  ConnectorStatistics statistics() {
    return report.report();
  }

  TriggerConnector.Outcome trigger(boolean full) {
    return trigger.trigger(new TriggerConnector.Command(ACTOR, full, Optional.empty()));
  }

  /** Connects the catalogue and reads it for the first time. */
  void connectedWith(String... tools) {
    engine.connect("ak", false);
    connectors.script(catalogue.authConfigs(), Fixtures.lastPage("a"));
    connectors.script(catalogue.tools(), lastPage(tools));
    engine.runDue();
  }

  /** What the next run of the auth configs finds: nothing that is new. */
  void quietAuthConfigs() {
    connectors.script(catalogue.authConfigs(), Fixtures.lastPage("a"));
  }

  static Fetched.Page lastPage(String... tools) {
    return new Fetched.Page(tools(tools), List.of(), new Checkpoint("t"), true);
  }

  static List<RecordData> tools(String... slugs) {
    return List.of(slugs).stream().map(ConnectorRig::tool).toList();
  }

  /** A tool as the rig's records have it: the part of the slug before its first underscore. */
  static RecordData tool(String slug) {
    return Fixtures.record(slug, slug.split("_", -1)[0]);
  }

  /** The slugs of the tools that are in the catalogue. */
  List<String> slugs() {
    return store.toolList().list(ToolList.Filter.ALL, null, 100_000).stream()
        .map(entry -> entry.tool().slug().value())
        .toList();
  }

  /** What people did, the newest first. */
  List<Change> changes() {
    return store.audit().list(Long.MAX_VALUE, 100).stream().map(AuditTrail.Entry::change).toList();
  }

  SyncId tools() {
    return catalogue.tools();
  }

  /** Understands records of {@link Fixtures#record}: the content names the toolkit. */
  private static final class Records implements CatalogueRecords {
    private static ToolkitSlug toolkit(String json) {
      return new ToolkitSlug(json.replaceFirst("^.*\"content\":\"([^\"]*)\".*$", "$1"));
    }

    @Override
    public Tool tool(RecordKey key, String json) {
      return new Tool(new ToolSlug(key.value()), "The " + key, toolkit(json));
    }

    @Override
    public AuthConfig authConfig(RecordKey key, String json) {
      return new AuthConfig(
          key.value(),
          "The " + key,
          toolkit(json),
          "default",
          null,
          true,
          "ENABLED",
          0,
          null,
          null);
    }
  }
}
