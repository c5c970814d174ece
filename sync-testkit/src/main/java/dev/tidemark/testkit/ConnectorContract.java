package dev.tidemark.testkit;

import static dev.tidemark.testkit.ConnectorRig.ACTOR;
import static dev.tidemark.testkit.Fixtures.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.composio.ChangeConnectorSettings;
import dev.tidemark.application.composio.HoldConnector;
import dev.tidemark.application.composio.ToolList;
import dev.tidemark.application.composio.TriggerConnector;
import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.store.Slice;
import dev.tidemark.domain.audit.AuditAction;
import dev.tidemark.domain.audit.Change;
import dev.tidemark.domain.composio.AuthConfig;
import dev.tidemark.domain.composio.ConnectorStatistics;
import dev.tidemark.domain.composio.ToolCounts;
import dev.tidemark.domain.composio.ToolSlug;
import dev.tidemark.domain.composio.ToolkitSlug;
import dev.tidemark.domain.failure.FetchFailure;
import dev.tidemark.domain.provider.Model;
import dev.tidemark.domain.record.RecordData;
import dev.tidemark.domain.record.RecordKey;
import dev.tidemark.domain.sync.SyncMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the connector catalogue's use cases do on a store. */
public abstract class ConnectorContract extends StoreContract {
  private ConnectorRig rig;

  @BeforeEach
  void setUp() {
    rig = new ConnectorRig(store, false);
  }

  private static Fetched.Failed outage() {
    return new Fetched.Failed(new FetchFailure.PermissionDenied("Composio answered 403"));
  }

  private void assertCounts(int total, int enabled) {
    assertThat(rig.statistics().tools()).isEqualTo(new ToolCounts(total, enabled));
  }

  private ChangeConnectorSettings.Outcome settings(
      Optional<Integer> hours, Optional<Boolean> incremental) {
    return rig.settings.change(new ChangeConnectorSettings.Command(ACTOR, hours, incremental));
  }

  @Test
  void tellsThatNothingIsConfigured() {
    assertThat(rig.statistics())
        .isEqualTo(
            new ConnectorStatistics(ToolCounts.NONE, null, null, ConnectorRig.USUAL_HOURS, false));
    assertThat(rig.trigger(false)).isEqualTo(new TriggerConnector.Outcome.NotConfigured());
    assertThat(rig.hold.pause(ACTOR)).isEqualTo(new HoldConnector.Outcome.NotConfigured());
    assertThat(rig.hold.resume(ACTOR)).isEqualTo(new HoldConnector.Outcome.NotConfigured());
    assertThat(settings(Optional.of(3), Optional.empty()))
        .isEqualTo(new ChangeConnectorSettings.Outcome.NotConfigured());
    assertThat(rig.changes()).isEmpty();
  }

  @Test
  void tellsWhenTheToolsWereReadAndWillBe() {
    rig.connectedWith("GITHUB_STAR", "GITHUB_FORK");

    assertCounts(2, 0);
    assertThat(rig.statistics().lastSyncAt()).isEqualTo(NOON);
    assertThat(rig.statistics().nextSyncAt())
        .isEqualTo(store.scheduler().due(rig.tools()).orElseThrow())
        .isAfter(NOON.plus(Engine.HOUR).minusSeconds(1));
    assertThat(rig.statistics().syncIntervalHours()).isEqualTo(1);
    assertThat(rig.statistics().incrementalSyncEnabled()).isTrue();
  }

  @Test
  void staysHonestWhileTheCatalogueFails() {
    rig.connectedWith("GITHUB_STAR");
    rig.clock.advance(Duration.ofMinutes(1));
    rig.trigger(true);
    rig.connectors.script(
        rig.tools(), Fixtures.page("p", ConnectorRig.tool("GITHUB_FORK")), outage());
    rig.quietOthers();
    rig.engine.runDue();

    assertCounts(2, 0);
    assertThat(rig.statistics().lastSyncAt()).as("end of the last success").isEqualTo(NOON);
    assertThat(rig.statistics().nextSyncAt())
        .isEqualTo(store.scheduler().due(rig.tools()).orElseThrow())
        .isAfter(rig.clock.instant());
  }

  @Test
  void changesIntervalAndModeOfAllSyncs() {
    rig.connectedWith("GITHUB_STAR");

    assertThat(settings(Optional.of(6), Optional.of(false)))
        .isEqualTo(new ChangeConnectorSettings.Outcome.Changed());

    ConnectorStatistics changed = rig.statistics();
    assertThat(changed.syncIntervalHours()).isEqualTo(6);
    assertThat(changed.incrementalSyncEnabled()).isFalse();
    Instant due = NOON.plus(Duration.ofHours(6));
    assertThat(changed.nextSyncAt())
        .isEqualTo(store.scheduler().due(rig.tools()).orElseThrow())
        .isBetween(due, due.plus(Duration.ofMinutes(40)));
    assertThat(store.syncs().list(rig.catalogue.connection()))
        .allSatisfy(sync -> {
          assertThat(sync.schedule().nominal(NOON)).contains(due);
          assertThat(sync.readsAll(NOON)).isTrue();
          assertThat(store.scheduler().due(sync.id())).isEqualTo(sync.nextRun());
        });
    assertThat(rig.changes())
        .containsExactly(
            new Change(
                NOON,
                ACTOR,
                AuditAction.SETTINGS_CHANGED,
                "composio",
                Map.of("sync_interval_hours", "1", "incremental_sync_enabled", "true"),
                Map.of("sync_interval_hours", "6", "incremental_sync_enabled", "false")));
  }

  @Test
  void readsOnlyWhatChangedOfWhatCanBeReadSo() {
    rig.connectedWith("GITHUB_STAR");
    settings(Optional.empty(), Optional.of(false));

    settings(Optional.empty(), Optional.of(true));

    assertThat(store.syncs().find(rig.tools()).orElseThrow().mode())
        .isEqualTo(SyncMode.INCREMENTAL);
    assertThat(store.syncs().find(rig.toolkits()).orElseThrow().mode())
        .isEqualTo(SyncMode.INCREMENTAL);
    assertThat(store.syncs().find(rig.catalogue.authConfigs()).orElseThrow().mode())
        .isEqualTo(SyncMode.FULL);
  }

  @Test
  void saysThatToolsCanOnlyBeReadWholeIfTheyCan() {
    rig =
        new ConnectorRig(
            store, false, List.of(new Model(rig.tools().model(), false)), store.audit());
    rig.engine.connect("ak", false);

    assertThat(settings(Optional.of(5), Optional.of(true)))
        .isEqualTo(new ChangeConnectorSettings.Outcome.NotIncremental());
    assertThat(rig.statistics().syncIntervalHours()).isEqualTo(1);
    assertThat(settings(Optional.of(5), Optional.of(false)))
        .isEqualTo(new ChangeConnectorSettings.Outcome.Changed());
    assertThat(rig.statistics().syncIntervalHours()).isEqualTo(5);
  }

  @Test
  void notesAToolkitOfWhichOnlyToolsThatAreGoneAreChanged() {
    rig.connectedWith("GITHUB_STAR", "GITHUB_FORK");
    rig.enable.enable(ACTOR, new ToolSlug("GITHUB_STAR"), true);
    rig.trigger(true);
    rig.quietOthers();
    rig.connectors.script(rig.tools(), ConnectorRig.lastPage("GITHUB_FORK"));
    rig.engine.runDue();

    rig.enable.enableAll(ACTOR, new ToolkitSlug("GITHUB"), false);

    assertThat(rig.changes().get(0).after()).containsEntry("tools", "1");
  }

  @Test
  void leavesAsItIsWhatNobodyWantsChanged() {
    rig.connectedWith("GITHUB_STAR");
    ConnectorStatistics before = rig.statistics();

    settings(Optional.empty(), Optional.empty());
    settings(Optional.of(1), Optional.of(true));

    assertThat(rig.statistics()).isEqualTo(before);
    assertThat(rig.changes()).isEmpty();
  }

  @Test
  void isDueAtOnceWhenTheNewIntervalIsOver() {
    rig.connectedWith("GITHUB_STAR");
    settings(Optional.of(720), Optional.empty());
    rig.clock.advance(Duration.ofHours(5));

    settings(Optional.of(2), Optional.empty());

    assertThat(rig.statistics().nextSyncAt()).isBefore(rig.clock.instant());
  }

  @Test
  void remembersWhatIsEnabledWhileAToolIsGone() {
    rig.connectedWith("GITHUB_STAR", "GITHUB_FORK");
    rig.enable.enable(ACTOR, new ToolSlug("GITHUB_STAR"), true);
    for (String there : List.of("GITHUB_FORK", "GITHUB_STAR")) {
      rig.trigger(true);
      rig.quietOthers();
      rig.connectors.script(rig.tools(), ConnectorRig.lastPage(there, "GITHUB_NEW"));
      rig.engine.runDue();
    }

    assertThat(rig.slugs()).containsExactly("GITHUB_NEW", "GITHUB_STAR");
    assertCounts(2, 1);
  }

  @Test
  void enablesNewToolsOnlyIfItIsToldTo() {
    rig = new ConnectorRig(store, true);
    rig.connectedWith("GITHUB_STAR", "GITHUB_FORK");

    assertCounts(2, 2);
  }

  @Test
  void notesWhoEnabledWhat() {
    rig.connectedWith("GITHUB_STAR", "GITHUB_FORK");
    ToolSlug star = new ToolSlug("GITHUB_STAR");

    assertThat(rig.enable.enable(ACTOR, star, true))
        .hasValueSatisfying(entry -> assertThat(entry.enabled()).isTrue());
    rig.enable.enable(ACTOR, star, true);
    assertThat(rig.enable.enable(ACTOR, new ToolSlug("NOTHING"), true)).isEmpty();
    assertThat(rig.enable.enableAll(ACTOR, new ToolkitSlug("GITHUB"), true))
        .contains(new ToolList.Toolkit(new ToolkitSlug("GITHUB"), new ToolCounts(2, 2)));
    rig.enable.enableAll(ACTOR, new ToolkitSlug("GITHUB"), true);
    assertThat(rig.enable.enableAll(ACTOR, new ToolkitSlug("NOTHING"), true)).isEmpty();

    assertThat(rig.changes())
        .containsExactly(
            new Change(
                NOON,
                ACTOR,
                AuditAction.TOOLKIT_CHANGED,
                "GITHUB",
                Map.of(),
                Map.of("enabled", "true", "tools", "1")),
            new Change(
                NOON,
                ACTOR,
                AuditAction.TOOL_CHANGED,
                "GITHUB_STAR",
                Map.of("enabled", "false"),
                Map.of("enabled", "true")));
  }

  @Test
  void listsAuthConfigsOfAToolkitInParts() {
    rig.engine.connect("ak", false);
    List<RecordData> configs = new ArrayList<>();
    for (int i = 0; i < 1_200; i++) {
      configs.add(Fixtures.record("ac_%04d".formatted(i), i % 100 == 7 ? "github" : "slack"));
    }
    rig.quietToolkits();
    rig.connectors.script(rig.tools(), ConnectorRig.lastPage());
    rig.connectors.script(
        rig.catalogue.authConfigs(), Fixtures.lastPage("a", configs.toArray(RecordData[]::new)));
    rig.engine.runDue();
    Optional<ToolkitSlug> github = Optional.of(new ToolkitSlug("github"));

    Slice<AuthConfig> first = rig.authConfigs.list(github, null, 10);
    Slice<AuthConfig> rest =
        rig.authConfigs.list(github, new RecordKey(first.next().orElseThrow()), 10);

    assertThat(first.items()).extracting(AuthConfig::id).startsWith("ac_0007").hasSize(10);
    assertThat(first.next()).contains("ac_0907");
    assertThat(rest.items()).extracting(AuthConfig::id).containsExactly("ac_1007", "ac_1107");
    assertThat(rest.next()).isEmpty();
    assertThat(rig.authConfigs.list(Optional.empty(), null, 2000).items()).hasSize(1_200);
    rig.trigger(true);
    rig.connectors.script(rig.tools(), ConnectorRig.lastPage());
    rig.connectors.script(
        rig.catalogue.authConfigs(),
        Fixtures.lastPage("b", configs.subList(1, 1_200).toArray(RecordData[]::new)));
    rig.quietToolkits();
    rig.engine.runDue();
    assertThat(rig.authConfigs.list(Optional.empty(), null, 2000).items())
        .as("one is gone")
        .hasSize(1_199)
        .noneMatch(config -> config.id().equals("ac_0000"));
    assertThat(rig.authConfigs.list(Optional.of(new ToolkitSlug("none")), null, 10).items())
        .isEmpty();
  }
}
