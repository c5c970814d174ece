package dev.tidemark.testkit;

import static dev.tidemark.testkit.Fixtures.NOON;
import static dev.tidemark.testkit.Fixtures.lastPage;
import static dev.tidemark.testkit.Fixtures.page;
import static dev.tidemark.testkit.Fixtures.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.connection.CredentialVault;
import dev.tidemark.application.connector.Credentials;
import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.run.PageCommit;
import dev.tidemark.application.run.RecoverLostRuns;
import dev.tidemark.application.run.RunJournal;
import dev.tidemark.application.store.StorageException;
import dev.tidemark.application.sync.SyncRepository;
import dev.tidemark.application.sync.TriggerSync;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.failure.FetchFailure;
import dev.tidemark.domain.run.Run;
import dev.tidemark.domain.sync.Checkpoint;
import dev.tidemark.domain.sync.CurrentRun;
import dev.tidemark.domain.sync.Lease;
import dev.tidemark.domain.sync.Outcome;
import dev.tidemark.domain.sync.Sync;
import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.domain.sync.SyncStatus;
import dev.tidemark.domain.sync.SyncStatus.Word;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What becomes of runs whose workers vanish, stop or meet, and what is told of them meanwhile. */
public abstract class EngineWorkersContract extends EngineTests {

  @Test
  void tellsALostWorkerByItsLeaseAndResumesWhereItWas() {
    connected();
    Lease lost = begun(CUSTOMERS, "fresh", NOON);
    assertThat(committed(lost, page("c1", record("a", "1")), NOON).counts().inserted()).isOne();

    Instant end = NOON.plus(LEASE);
    clock.set(end.minusMillis(1));
    assertThat(engine.report().models().getFirst().status().word()).isEqualTo(Word.PENDING);
    clock.set(end);
    assertThat(engine.report().models().getFirst().status())
        .as("before anything has noticed")
        .isEqualTo(new SyncStatus(Word.FAILED, null, "interrupted: the worker was lost at " + end));

    connectors.script(CUSTOMERS, lastPage("c2", record("b", "1")));
    assertThat(engine.recoverLostRuns.recover()).isOne();
    Engine other = engine.anotherNode();
    other.runDue();

    assertThat(lastRequest(CUSTOMERS).checkpoint()).contains(new Checkpoint("c1"));
    assertThat(liveKeys(CUSTOMERS)).containsExactly("a", "b");
    assertThat(store.journal().commitPage(lost, page("x", record("late", "1")), end))
        .isInstanceOf(PageCommit.LeaseLost.class);
    assertThat(liveKeys(CUSTOMERS)).doesNotContain("late");
    assertThat(engine.status(CUSTOMERS).word()).isEqualTo(Word.SUCCESS);
    assertThat(store.journal().history(CUSTOMERS, 10))
        .extracting(Run::outcome)
        .containsExactly(new Outcome.Succeeded(end), new Outcome.Lost(end));
  }

  @Test
  void keepsALeaseAsLongAsItsWorkerBeats() {
    connected();
    connectors.scriptStep(
        CUSTOMERS,
        () -> {
          for (int i = 0; i < 10; i++) {
            clock.advance(LEASE.dividedBy(2));
            engine.heartbeats.beatAll();
          }
          assertThat(engine.recoverLostRuns.recover()).isZero();
          return lastPage("c1", record("a", "1"));
        });
    engine.runDue();
    assertThat(engine.status(CUSTOMERS).word()).isEqualTo(Word.SUCCESS);
  }

  @Test
  void triesAPageAgainThatTheStoreCouldNotTake() {
    connected();
    AtomicInteger refusals = new AtomicInteger(2);
    Engine troubled = new Engine(refusing(refusals), clock, connectors);
    connectors.script(CUSTOMERS, page("c1", record("a", "1")));
    troubled.scheduler.schedule(CUSTOMERS, NOON);

    troubled.runDue();

    assertThat(facts(CUSTOMERS).currentRun()).isInstanceOf(CurrentRun.WaitingRetry.class);
    assertThat(engine.report().models().getFirst().status().word()).isEqualTo(Word.PENDING);

    for (String checkpoint : List.of("c1", "c2")) {
      connectors.script(CUSTOMERS, lastPage(checkpoint, record("a", "1")));
      troubled.runNext();
    }

    assertThat(liveKeys(CUSTOMERS)).containsExactly("a");
    assertThat(engine.status(CUSTOMERS))
        .isEqualTo(new SyncStatus(Word.SUCCESS, clock.instant(), null));
    assertThat(store.journal().history(CUSTOMERS, 10)).hasSize(1);
  }

  @Test
  void saysThatTheStoreDoesNotTakeWhatItNeverTakes() {
    connected();
    Engine troubled = new Engine(refusing(new AtomicInteger(3)), clock, connectors);
    troubled.scheduler.schedule(CUSTOMERS, NOON);
    connectors.script(CUSTOMERS, lastPage("c1", record("a", "1")));
    troubled.runDue();
    for (int attempt = 0; attempt < 2; attempt++) {
      connectors.script(CUSTOMERS, lastPage("c1", record("a", "1")));
      troubled.runNext();
    }

    assertThat(engine.status(CUSTOMERS).word()).isEqualTo(Word.FAILED);
    assertThat(engine.status(CUSTOMERS).errorMessage()).contains("the store is full");
  }

  /** The same store, but some pages are refused. */
  private Ports refusing(AtomicInteger refusals) {
    RunJournal journal =
        new RefusingJournal(
            store.journal(),
            () -> {
              if (refusals.getAndDecrement() > 0) {
                throw new StorageException("the store is full", new IllegalStateException());
              }
            });
    return store.withJournal(journal);
  }

  @Test
  void leavesARunToNodesThatCanReadTheCredentials() {
    connected();
    Engine keyless = keyless();

    keyless.runDue();

    assertThat(facts(CUSTOMERS).currentRun()).isInstanceOf(CurrentRun.WaitingRetry.class);
    connectors.script(CUSTOMERS, lastPage("c1", record("a", "1")));
    Engine healthy = new Engine(store, clock, connectors);
    clock.set(keyless.scheduler.due(CUSTOMERS).orElseThrow());
    healthy.scheduler.schedule(CUSTOMERS, clock.instant());
    healthy.runDue();
    assertThat(engine.status(CUSTOMERS).word()).isEqualTo(Word.SUCCESS);
    assertThat(store.journal().history(CUSTOMERS, 10)).hasSize(1);
  }

  @Test
  void saysThatCredentialsCannotBeReadIfNobodyCan() {
    connected();
    Engine keyless = keyless();
    keyless.runDue();
    keyless.runNext();
    keyless.runNext();

    assertThat(engine.status(CUSTOMERS).word()).isEqualTo(Word.FAILED);
    assertThat(engine.status(CUSTOMERS).errorMessage()).contains("the key is another one");
    assertThat(store.journal().history(CUSTOMERS, 10)).hasSize(1);
  }

  /** A node that cannot read credentials, and to which customers are due. */
  private Engine keyless() {
    Engine keyless = new Engine(store.withVault(new LockedVault(store.vault())), clock, connectors);
    keyless.scheduler.schedule(CUSTOMERS, NOON);
    return keyless;
  }

  /** A vault whose key this node does not have. */
  private record LockedVault(CredentialVault vault) implements CredentialVault {
    @Override
    public void store(ConnectionId connection, Credentials credentials) {
      vault.store(connection, credentials);
    }

    @Override
    public Optional<Credentials> find(ConnectionId connection) {
      throw new StorageException("the key is another one", new IllegalStateException());
    }

    @Override
    public void forget(ConnectionId connection) {
      vault.forget(connection);
    }
  }

  @Test
  void doesNotMakeDueWhatAnotherNodeHasBroughtBackAndRun() {
    connected();
    begun(CUSTOMERS, "fresh", NOON);
    clock.advance(LEASE);
    connectors.script(CUSTOMERS, lastPage("c1", record("a", "1")));
    SyncRepository late =
        new LateRepository(
            store.syncs(),
            () -> {
              assertThat(engine.recoverLostRuns.recover()).isOne();
              engine.runDue();
            });

    RecoverLostRuns other = new RecoverLostRuns(late, engine.scheduler, clock);
    assertThat(other.recover()).isZero();

    assertThat(engine.status(CUSTOMERS).word()).isEqualTo(Word.SUCCESS);
    assertThat(engine.scheduler.due(CUSTOMERS)).isEqualTo(facts(CUSTOMERS).nextRun());
  }

  /** Syncs of which somebody hears late that they are lost. */
  private record LateRepository(SyncRepository syncs, Runnable meanwhile)
      implements SyncRepository {
    @Override
    public Optional<Sync> find(SyncId id) {
      return syncs.find(id);
    }

    @Override
    public List<Sync> list(ConnectionId connection) {
      return syncs.list(connection);
    }

    @Override
    public void add(Sync sync) {
      syncs.add(sync);
    }

    @Override
    public Optional<Sync> update(SyncId id, UnaryOperator<Sync> change) {
      return syncs.update(id, change);
    }

    @Override
    public List<Sync> removeAll(ConnectionId connection) {
      return syncs.removeAll(connection);
    }

    @Override
    public List<SyncId> lost(Instant now, int limit) {
      List<SyncId> lost = syncs.lost(now, limit);
      meanwhile.run();
      return lost;
    }
  }

  @Test
  void givesTheRunBackWhenItsServerStops() {
    connected();
    connectors.scriptStep(
        CUSTOMERS,
        () -> {
          engine.runSync.drain();
          return page("c1", record("a", "1"));
        });
    engine.runSync.run(CUSTOMERS);
    assertThat(store.scheduler().due(CUSTOMERS)).contains(NOON);

    connectors.script(CUSTOMERS, lastPage("c2", record("b", "1")));
    Engine other = engine.anotherNode();
    other.runDue();

    assertThat(liveKeys(CUSTOMERS)).containsExactly("a", "b");
    assertThat(store.journal().history(CUSTOMERS, 10))
        .as("it is the same run")
        .singleElement()
        .satisfies(run -> assertThat(run.attempts()).isEqualTo(2));
  }

  @Test
  void joinsTheActiveRunWhenTriggered() {
    connected();
    List<TriggerSync.Outcome> answers = new ArrayList<>();
    connectors.scriptStep(
        CUSTOMERS,
        () -> {
          answers.add(engine.triggerSync.trigger(CUSTOMERS, true));
          engine.anotherNode().runSync.run(CUSTOMERS);
          return lastPage("c1");
        });
    engine.runDue();

    assertThat(store.journal().history(CUSTOMERS, 10))
        .singleElement()
        .satisfies(run ->
            assertThat(answers)
                .singleElement()
                .isInstanceOfSatisfying(
                    TriggerSync.Outcome.Joined.class,
                    joined -> assertThat(joined.run()).isEqualTo(run.id())));
    assertThat(engine.triggerSync.trigger(Fixtures.syncId("stripe", "StripeNothing"), false))
        .isEqualTo(new TriggerSync.Outcome.UnknownSync());
  }

  @Test
  void doesNotShowWhatAConnectorThrows() {
    connected();
    for (int i = 0; i < 3; i++) {
      connectors.scriptStep(
          CUSTOMERS,
          () -> {
            throw new IllegalStateException("sk_live_secret");
          });
    }
    engine.runDue();
    engine.runNext();
    engine.runNext();

    assertThat(engine.status(CUSTOMERS).errorMessage())
        .isEqualTo("the connector failed unexpectedly (IllegalStateException)");
  }

  @Test
  void saysThatDataIsStaleWhenNoRunCouldRenewIt() {
    connectedAndSynced(record("a", "1"));
    clock.advance(Duration.ofHours(2).plusSeconds(1));
    assertThat(engine.report().models().getFirst().status())
        .isEqualTo(
            new SyncStatus(
                Word.FAILED, NOON, "no successful sync since " + NOON + "; expected every 1 h"));
  }

  @Test
  void summarizesAConnectionByItsWorstModel() {
    connectedAndSynced(record("a", "1"));
    connectors.script(
        CUSTOMERS, new Fetched.Failed(new FetchFailure.PermissionDenied("no access")));
    clock.advance(Duration.ofSeconds(5));
    engine.triggerSync.trigger(CUSTOMERS, false);
    engine.runDue();

    assertThat(engine.listIntegrations.list(Fixtures.ORGANIZATION, true))
        .singleElement()
        .satisfies(integration ->
            assertThat(integration.connection())
                .hasValueSatisfying(summary -> {
                  assertThat(summary.word()).isEqualTo(Word.FAILED);
                  assertThat(summary.errorMessage()).isEqualTo("no access");
                  assertThat(summary.lastDataAt()).isEqualTo(NOON);
                  assertThat(summary.usable()).isTrue();
                }));
    assertThat(engine.scheduler.due(CUSTOMERS))
        .as("trying again cannot help: only the schedule brings it back")
        .hasValueSatisfying(due -> assertThat(due).isAfter(NOON.plus(Engine.HOUR)));
  }
}
