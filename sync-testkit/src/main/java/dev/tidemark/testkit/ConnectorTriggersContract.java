package dev.tidemark.testkit;

import static dev.tidemark.testkit.ConnectorRig.ACTOR;
import static dev.tidemark.testkit.Fixtures.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.composio.HoldConnector;
import dev.tidemark.application.composio.TriggerConnector;
import dev.tidemark.application.composio.TriggerConnector.Outcome.Accepted;
import dev.tidemark.application.connector.Fetched;
import dev.tidemark.domain.audit.Actor;
import dev.tidemark.domain.audit.AuditAction;
import dev.tidemark.domain.audit.Change;
import dev.tidemark.domain.composio.ToolCounts;
import dev.tidemark.domain.failure.FetchFailure;
import dev.tidemark.domain.sync.Hold;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.RunState;
import dev.tidemark.domain.sync.Sync;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of those who want the connector catalogue read now, or not at all. */
public abstract class ConnectorTriggersContract extends StoreContract {
  private ConnectorRig rig;

  @BeforeEach
  void setUp() {
    rig = new ConnectorRig(store, false);
  }

  private TriggerConnector.Outcome trigger(boolean full, String key, Actor actor) {
    return rig.trigger.trigger(new TriggerConnector.Command(actor, full, Optional.of(key)));
  }

  private static RunId run(TriggerConnector.Outcome outcome) {
    assertThat(outcome).isInstanceOf(Accepted.class);
    return ((Accepted) outcome).run();
  }

  @Test
  void readsEverythingThatTheCatalogueHasWhenTriggered() {
    rig.connectedWith("GITHUB_STAR");
    rig.clock.advance(Duration.ofMinutes(1));

    TriggerConnector.Outcome outcome = rig.trigger(true);

    Sync tools = store.syncs().find(rig.tools()).orElseThrow();
    assertThat(outcome)
        .isEqualTo(
            new Accepted(tools.currentRun().id().orElseThrow(), RunState.QUEUED, true, false));
    assertThat(rig.statistics().nextSyncAt()).isEqualTo(rig.clock.instant());
    rig.connectors.script(rig.tools(), ConnectorRig.lastPage("GITHUB_FORK"));
    rig.connectors.script(
        rig.catalogue.authConfigs(), Fixtures.lastPage("a", Fixtures.record("ac_1", "github")));
    rig.quietToolkits();
    assertThat(store.syncs().list(rig.catalogue.connection()))
        .allSatisfy(sync -> assertThat(sync.readsAll(rig.clock.instant())).isTrue());
    rig.engine.runDue();
    assertThat(rig.slugs()).containsExactly("GITHUB_FORK");
    assertThat(rig.statistics().tools()).isEqualTo(new ToolCounts(1, 0));
    assertThat(rig.statistics().lastSyncAt()).isEqualTo(rig.clock.instant());
    assertThat(store.records().count(rig.catalogue.authConfigs())).isEqualTo(1);
    assertThat(store.journal().history(rig.tools(), 1).get(0).id()).isEqualTo(run(outcome));
  }

  @Test
  void tellsTruthfullyWhatATriggeredRunReads() {
    rig.engine.connect("ak", false);
    assertThat(rig.trigger(false))
        .as("the first run reads everything")
        .isInstanceOfSatisfying(
            Accepted.class,
            accepted -> {
              assertThat(accepted.full()).isTrue();
              assertThat(accepted.joined()).isTrue();
            });
    rig.connectors.script(rig.tools(), ConnectorRig.lastPage());
    rig.quietOthers();
    rig.engine.runDue();

    assertThat(rig.trigger(false))
        .isInstanceOfSatisfying(Accepted.class, accepted -> assertThat(accepted.full()).isFalse());
    assertThat(rig.trigger(true))
        .as("a run that has not begun")
        .isInstanceOfSatisfying(
            Accepted.class,
            accepted -> {
              assertThat(accepted.full()).isTrue();
              assertThat(accepted.joined()).isTrue();
            });
  }

  @Test
  void joinsARunThatIsReadingOrWaits() {
    rig.connectedWith("GITHUB_STAR");
    List<TriggerConnector.Outcome> answers = new ArrayList<>();
    RunId first = run(rig.trigger(false));
    rig.connectors.scriptStep(
        rig.tools(),
        () -> {
          answers.add(rig.trigger(true));
          return new Fetched.Failed(
              new FetchFailure.RateLimited("slow down", NOON.plusSeconds(600)));
        });
    rig.quietOthers();
    rig.quietOthers();
    rig.engine.runDue();
    answers.add(rig.trigger(false));

    assertThat(answers)
        .containsExactly(
            new Accepted(first, RunState.RUNNING, false, true),
            new Accepted(first, RunState.WAITING, false, true));
    assertThat(rig.changes()).as("what was only joined is no change").hasSize(1);
  }

  @Test
  void refusesToRunWhatIsHeld() {
    rig.connectedWith("GITHUB_STAR");
    rig.hold.pause(ACTOR);

    assertThat(rig.trigger(false))
        .isEqualTo(new TriggerConnector.Outcome.Held(new Hold.PausedByUser(NOON)));

    rig.hold.resume(ACTOR);
    rig.connectors.script(
        rig.tools(), new Fetched.Failed(new FetchFailure.CredentialsRejected("answered 401")));
    rig.quietOthers();
    rig.engine.runDue();
    assertThat(rig.trigger(false))
        .isInstanceOfSatisfying(
            TriggerConnector.Outcome.Held.class,
            held -> assertThat(held.hold()).isInstanceOf(Hold.HaltedBySystem.class));
  }

  @Test
  void pausesAndResumesAllOfItsSyncs() {
    rig.connectedWith("GITHUB_STAR");

    assertThat(rig.hold.pause(ACTOR)).isEqualTo(new HoldConnector.Outcome.Done());
    assertThat(rig.statistics().nextSyncAt()).isNull();
    assertThat(rig.statistics().lastSyncAt()).isEqualTo(NOON);
    assertThat(store.syncs().list(rig.catalogue.connection()))
        .allSatisfy(sync -> assertThat(sync.hold()).isEqualTo(new Hold.PausedByUser(NOON)));
    rig.clock.advance(Duration.ofMinutes(1));
    rig.hold.pause(ACTOR);
    assertThat(rig.hold.resume(ACTOR)).isEqualTo(new HoldConnector.Outcome.Done());
    rig.hold.resume(ACTOR);

    assertThat(rig.statistics().nextSyncAt()).isEqualTo(rig.clock.instant());
    assertThat(rig.changes())
        .extracting(Change::action)
        .as("what changes nothing is not noted")
        .containsExactly(AuditAction.SYNC_RESUMED, AuditAction.SYNC_PAUSED);
  }

  @Test
  void resumesWhatTheSystemHasStoppedForWhoeverSaysThatItIsMended() {
    rig.connectedWith("GITHUB_STAR");
    run(rig.trigger(false));
    rig.connectors.script(
        rig.tools(), new Fetched.Failed(new FetchFailure.CredentialsRejected("answered 401")));
    rig.quietOthers();
    rig.engine.runDue();
    assertThat(rig.statistics().nextSyncAt()).isNull();
    assertThat(rig.engine.report().connected()).isFalse();
    rig.clock.advance(Duration.ofMinutes(1));

    assertThat(rig.hold.resume(ACTOR)).isEqualTo(new HoldConnector.Outcome.Done());

    assertThat(rig.statistics().nextSyncAt()).isEqualTo(rig.clock.instant());
    assertThat(rig.engine.report().connected()).isTrue();
    assertThat(rig.changes().get(0).action()).isEqualTo(AuditAction.SYNC_RESUMED);
    rig.connectors.script(rig.tools(), ConnectorRig.lastPage("GITHUB_STAR"));
    rig.quietOthers();
    rig.engine.runDue();
    assertThat(rig.statistics().lastSyncAt()).isEqualTo(rig.clock.instant());
  }

  @Test
  void readsEverythingForWhoeverWantsItAlthoughAFullPassHasFailedHalfway() {
    rig.connectedWith("GITHUB_STAR", "GITHUB_FORK");
    run(rig.trigger(true));
    rig.connectors.script(
        rig.tools(),
        Fixtures.page("half", ConnectorRig.tool("GITHUB_STAR")),
        new Fetched.Failed(new FetchFailure.RequestRefused("answered 404")));
    rig.quietOthers();
    rig.engine.runDue();

    run(rig.trigger(true));
    rig.connectors.script(rig.tools(), ConnectorRig.lastPage("GITHUB_FORK"));
    rig.quietOthers();
    rig.engine.runDue();

    assertThat(rig.connectors.requests())
        .filteredOn(request -> request.sync().equals(rig.tools()))
        .last()
        .satisfies(request -> assertThat(request.checkpoint()).isEmpty());
    assertThat(rig.slugs()).containsExactly("GITHUB_FORK");
  }

  @Test
  void startsNothingElseForWhoeverJoins() {
    rig.connectedWith("GITHUB_STAR");
    run(rig.trigger(false));
    rig.connectors.script(
        rig.tools(),
        new Fetched.Failed(new FetchFailure.RateLimited("slow down", NOON.plusSeconds(600))));
    rig.quietOthers();
    rig.engine.runDue();

    assertThat(rig.trigger(true))
        .isInstanceOfSatisfying(Accepted.class, answer -> assertThat(answer.joined()).isTrue());

    assertThat(store.syncs().find(rig.catalogue.authConfigs()).orElseThrow().currentRun().id())
        .isEmpty();
    assertThat(rig.changes()).hasSize(1);
  }

  @Test
  void notesThatARunBecameTheFullPassThatSomebodyWanted() {
    rig.connectedWith("GITHUB_STAR");
    RunId run = run(rig.trigger(false));
    assertThat(run(rig.trigger(false))).isEqualTo(run);

    assertThat(run(rig.trigger(true))).isEqualTo(run);

    assertThat(rig.changes())
        .extracting(change -> change.after().get("run_id") + " " + change.after().get("mode"))
        .containsExactly(run.value() + " full", run.value() + " incremental");
  }

  @Test
  void carriesOutATriggerOnceHoweverOftenItComes() {
    rig.connectedWith("GITHUB_STAR");
    Actor other = new Actor("key_other", Fixtures.ORGANIZATION);

    TriggerConnector.Outcome first = trigger(true, "k", ACTOR);
    rig.connectors.script(rig.tools(), ConnectorRig.lastPage("GITHUB_STAR"));
    rig.quietOthers();
    rig.engine.runDue();
    rig.clock.advance(Duration.ofHours(23));

    assertThat(trigger(true, "k", ACTOR))
        .isEqualTo(new TriggerConnector.Outcome.Repeated((Accepted) first));
    assertThat(trigger(false, "k", ACTOR)).isEqualTo(new TriggerConnector.Outcome.KeyReused());
    assertThat(store.syncs().find(rig.tools()).orElseThrow().currentRun().id()).isEmpty();
    assertThat(rig.changes()).hasSize(1);
    assertThat(run(trigger(true, "k", other))).isNotEqualTo(run(first));
    rig.clock.advance(Duration.ofHours(1));
    assertThat(run(trigger(true, "k", ACTOR))).as("after a day").isNotEqualTo(run(first));
  }

  @Test
  void doesNotRememberATriggerThatWasRefused() {
    rig.connectedWith("GITHUB_STAR");
    rig.hold.pause(ACTOR);
    assertThat(trigger(false, "k", ACTOR)).isInstanceOf(TriggerConnector.Outcome.Held.class);
    rig.hold.resume(ACTOR);

    assertThat(trigger(false, "k", ACTOR)).isInstanceOf(Accepted.class);
  }

  @Test
  void triggersOnceForManyWithOneKey() {
    rig.connectedWith("GITHUB_STAR");

    List<TriggerConnector.Outcome> outcomes = Race.run(6, contender -> trigger(true, "k", ACTOR));

    Accepted accepted =
        outcomes.stream()
            .filter(Accepted.class::isInstance)
            .map(Accepted.class::cast)
            .reduce((one, another) -> {
              throw new AssertionError("two were carried out");
            })
            .orElseThrow();
    assertThat(outcomes)
        .filteredOn(outcome -> !outcome.equals(accepted))
        .hasSize(5)
        .containsOnly(new TriggerConnector.Outcome.Repeated(accepted));
  }
}
