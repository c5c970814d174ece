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
import dev.tidemark.application.run.PageObserver;
import dev.tidemark.domain.audit.Actor;
import dev.tidemark.domain.audit.Change;
import dev.tidemark.domain.composio.AuthConfig;
import dev.tidemark.domain.composio.ConnectorStatistics;
import dev.tidemark.domain.composio.Tool;
import dev.tidemark.domain.composio.ToolSlug;
import dev.tidemark.domain.composio.ToolkitSlug;
import dev.tidemark.domain.provider.Model;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.record.RecordData;
import dev.tidemark.domain.record.RecordKey;
import dev.tidemark.domain.sync.Checkpoint;
import dev.tidemark.domain.sync.SyncId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The use cases of the connector catalogue over an engine that plays a script. */
final class ConnectorRig {
  static final Actor ACTOR = new Actor("key_admin", Fixtures.ORGANIZATION);
  static final int USUAL_HOURS = 24;

  static final List<Model> MODELS =
      List.of(
          new Model(new ModelName("ComposioTool"), true),
          new Model(new ModelName("ComposioAuthConfig"), false),
          new Model(new ModelName("ComposioToolkit"), true));

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
    this(store, enableNewTools, MODELS, store.audit());
  }

  /**
   * With parts that are not the usual ones.
   *
   * @param observers follow what is stored, after the tools' settings have
   */
  ConnectorRig(
      Ports store,
      boolean enableNewTools,
      List<Model> models,
      AuditTrail audit,
      PageObserver... observers) {
    this.store = store;
    CatalogueRecords records = new Records();
    List<PageObserver> following = new ArrayList<>();
    following.add(new TrackTools(catalogue.tools(), records, store.tools(), enableNewTools));
    following.addAll(List.of(observers));
    engine =
        new Engine(
            store,
            clock,
            connectors,
            Fixtures.provider("composio", models),
            following.toArray(PageObserver[]::new));
    trigger =
        new TriggerConnector(
            catalogue,
            store.transactions(),
            store.syncs(),
            engine.triggerSync,
            store.triggers(),
            audit,
            clock);
    hold =
        new HoldConnector(
            catalogue,
            store.transactions(),
            store.connections(),
            store.syncs(),
            engine.scheduler,
            audit,
            clock,
            engine.ids);
    settings =
        new ChangeConnectorSettings(
            catalogue,
            engine.catalogue,
            store.transactions(),
            store.syncs(),
            engine.scheduler,
            audit,
            clock);
    enable = new EnableTools(store.transactions(), store.tools(), store.toolList(), audit, clock);
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
    quietOthers();
    connectors.script(catalogue.tools(), lastPage(tools));
    engine.runDue();
  }

  /** What the next runs of all but the tools find: nothing that is new. */
  void quietOthers() {
    connectors.script(catalogue.authConfigs(), Fixtures.lastPage("a"));
    quietToolkits();
  }

  void quietToolkits() {
    connectors.script(toolkits(), Fixtures.lastPage("k"));
  }

  SyncId toolkits() {
    return new SyncId(catalogue.connection(), new ModelName("ComposioToolkit"));
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
