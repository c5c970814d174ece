package dev.tidemark.testkit;

import static dev.tidemark.testkit.Fixtures.NOON;
import static dev.tidemark.testkit.Fixtures.lastPage;
import static dev.tidemark.testkit.Fixtures.page;
import static dev.tidemark.testkit.Fixtures.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.connection.ConnectProvider;
import dev.tidemark.application.connection.DisconnectProvider;
import dev.tidemark.application.connection.RotateCredentials;
import dev.tidemark.application.connector.CredentialCheck;
import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.connector.ReadRequest;
import dev.tidemark.application.run.PageCommit;
import dev.tidemark.application.run.PageObserver;
import dev.tidemark.application.run.SyncEvent;
import dev.tidemark.application.sync.TriggerSync;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.failure.FetchFailure;
import dev.tidemark.domain.record.RecordData;
import dev.tidemark.domain.record.RecordKey;
import dev.tidemark.domain.run.Run;
import dev.tidemark.domain.run.RunCounts;
import dev.tidemark.domain.sync.Checkpoint;
import dev.tidemark.domain.sync.CurrentRun;
import dev.tidemark.domain.sync.Lease;
import dev.tidemark.domain.sync.Outcome;
import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.domain.sync.SyncStatus;
import dev.tidemark.domain.sync.SyncStatus.Word;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the engine does on a store: runs, failures, lost workers, connecting and disconnecting. */
public abstract class EngineContract extends StoreContract {
  private static final SyncId CUSTOMERS = Fixtures.syncId("stripe", "StripeCustomer");
  private static final SyncId INVOICES = Fixtures.syncId("stripe", "StripeInvoice");
  private static final Duration MOST_JITTER = Duration.ofMinutes(3);

  private final SettableClock clock = new SettableClock(NOON);
  private final ScriptedConnectors connectors = new ScriptedConnectors();
  private Engine engine;

  @BeforeEach
  void startEngine() {
    engine = new Engine(store, clock, connectors);
  }

  private static Fetched down() {
    return new Fetched.Failed(
        new FetchFailure.ProviderUnavailable("Stripe answered 503 to StripeCustomer", null));
  }

  private static Fetched rejected() {
    return new Fetched.Failed(
        new FetchFailure.CredentialsRejected("Stripe answered 401 to StripeCustomer"));
  }

  /** Connects, and syncs invoices without any trouble. */
  private void connected() {
    connectors.script(INVOICES, lastPage("i"));
    assertThat(engine.connect("sk_1", false))
        .isEqualTo(new ConnectProvider.Outcome.Connected(CUSTOMERS.connection()));
  }

  private void connectedAndSynced(RecordData... records) {
    connected();
    connectors.script(CUSTOMERS, lastPage("c1", records));
    engine.runDue();
    assertThat(engine.status(CUSTOMERS)).isEqualTo(new SyncStatus(Word.SUCCESS, NOON, null));
  }

  private ReadRequest lastRequest(SyncId sync) {
    return connectors.requests().stream()
        .filter(request -> request.sync().equals(sync))
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  @Test
  void runsEveryModelAtOnceWhenItsProviderIsConnected() {
    connected();
    assertThat(engine.report().connected()).isTrue();
    assertThat(engine.report().models())
        .extracting(model -> model.status())
        .containsExactly(
            new SyncStatus(Word.PENDING, null, null), new SyncStatus(Word.PENDING, null, null));

    connectors.script(
        CUSTOMERS,
        page("c1", record("a", "1"), record("b", "1")),
        lastPage("c2", record("c", "1")));
    engine.runDue();

    assertThat(engine.status(CUSTOMERS)).isEqualTo(new SyncStatus(Word.SUCCESS, NOON, null));
    assertThat(engine.status(INVOICES)).isEqualTo(new SyncStatus(Word.SUCCESS, NOON, null));
    assertThat(liveKeys(CUSTOMERS)).containsExactly("a", "b", "c");
    assertThat(engine.facts(CUSTOMERS).checkpoint()).isEqualTo(new Checkpoint("c2"));
    assertThat(store.scheduler().due(CUSTOMERS))
        .hasValueSatisfying(due ->
            assertThat(due)
                .isBetween(NOON.plus(Engine.HOUR), NOON.plus(Engine.HOUR).plus(MOST_JITTER)));
    assertThat(connectors.openReaders()).isZero();
  }

  @Test
  void readsOnlyWhatChangedFromTheSecondRunOn() {
    connectedAndSynced(record("a", "1"), record("b", "1"));
    connectors.script(
        CUSTOMERS,
        new Fetched.Page(
            List.of(record("b", "2"), record("c", "1")),
            List.of(new RecordKey("a")),
            new Checkpoint("c2"),
            true));
    connectors.script(INVOICES, lastPage("i2"));

    Instant first = engine.runNext();
    engine.runNext();

    assertThat(lastRequest(CUSTOMERS).full()).isFalse();
    assertThat(lastRequest(CUSTOMERS).checkpoint()).contains(new Checkpoint("c1"));
    assertThat(liveKeys(CUSTOMERS)).containsExactly("b", "c");
    assertThat(engine.status(CUSTOMERS).lastSyncedAt()).isAfterOrEqualTo(first);
    assertThat(store.journal().history(CUSTOMERS, 10))
        .extracting(Run::counts)
        .containsExactly(new RunCounts(1, 1, 0, 1), new RunCounts(2, 0, 0, 0));
  }

  @Test
  void triesAPageAgainWithinTheRunAndThenSaysWhatHappened() {
    connectedAndSynced(record("a", "1"));
    connectors.script(CUSTOMERS, down(), down(), down());
    TriggerSync.Outcome triggered = engine.triggerSync.trigger(CUSTOMERS, false);
    assertThat(triggered).isInstanceOf(TriggerSync.Outcome.Queued.class);

    engine.runDue();
    assertThat(engine.facts(CUSTOMERS).currentRun()).isInstanceOf(CurrentRun.WaitingRetry.class);
    assertThat(engine.status(CUSTOMERS).word()).isEqualTo(Word.SUCCESS);
    assertThat(engine.runNext()).isEqualTo(NOON.plusSeconds(1));
    assertThat(engine.runNext()).isEqualTo(NOON.plusSeconds(3));

    assertThat(engine.status(CUSTOMERS))
        .isEqualTo(new SyncStatus(Word.FAILED, NOON, "Stripe answered 503 to StripeCustomer"));
    assertThat(store.journal().history(CUSTOMERS, 1))
        .singleElement()
        .satisfies(run -> {
          assertThat(run.attempts()).isEqualTo(3);
          assertThat(run.outcome()).isInstanceOf(Outcome.Failed.class);
        });

    connectors.script(CUSTOMERS, lastPage("c2"));
    assertThat(engine.runNext()).as("back-off, not the schedule").isEqualTo(NOON.plusSeconds(13));
    assertThat(engine.status(CUSTOMERS))
        .isEqualTo(new SyncStatus(Word.SUCCESS, NOON.plusSeconds(13), null));
    assertThat(liveKeys(CUSTOMERS)).containsExactly("a");
  }

  @Test
  void goesOnFromItsCheckpointAfterTroubleInTheMiddle() {
    connected();
    connectors.script(
        CUSTOMERS, page("c1", record("a", "1")), down(), lastPage("c2", record("b", "1")));

    engine.runDue();
    engine.runNext();

    assertThat(lastRequest(CUSTOMERS).full()).isTrue();
    assertThat(lastRequest(CUSTOMERS).checkpoint()).contains(new Checkpoint("c1"));
    assertThat(liveKeys(CUSTOMERS)).containsExactly("a", "b");
    assertThat(engine.status(CUSTOMERS).word()).isEqualTo(Word.SUCCESS);
  }

  @Test
  void givesItsWorkerBackWhileItWaitsForARateLimit() {
    connectedAndSynced(record("a", "1"));
    Instant resume = NOON.plusSeconds(90);
    connectors.script(
        CUSTOMERS,
        page("c2", record("b", "1")),
        new Fetched.Failed(new FetchFailure.RateLimited("slow down", resume)),
        lastPage("c3", record("c", "1")));
    engine.triggerSync.trigger(CUSTOMERS, false);
    engine.runDue();

    assertThat(connectors.openReaders()).isZero();
    assertThat(store.scheduler().due(CUSTOMERS)).contains(resume);
    assertThat(engine.status(CUSTOMERS)).isEqualTo(new SyncStatus(Word.SUCCESS, NOON, null));

    assertThat(engine.runNext()).isEqualTo(resume);
    assertThat(engine.status(CUSTOMERS)).isEqualTo(new SyncStatus(Word.SUCCESS, resume, null));
    assertThat(store.journal().history(CUSTOMERS, 10)).hasSize(2);
  }

  @Test
  void asksAProviderNothingMoreOnceItRejectedTheCredentials() {
    connectedAndSynced(record("a", "1"));
    connectors.script(CUSTOMERS, rejected());
    engine.triggerSync.trigger(CUSTOMERS, false);
    engine.runDue();

    String reconnect = "credentials rejected; reconnect";
    assertThat(engine.report().connected()).isFalse();
    assertThat(engine.status(CUSTOMERS)).isEqualTo(new SyncStatus(Word.FAILED, NOON, reconnect));
    assertThat(engine.status(INVOICES)).isEqualTo(new SyncStatus(Word.FAILED, NOON, reconnect));
    assertThat(engine.scheduler.next()).as("nothing is due any more").isEmpty();
    int asked = connectors.requests().size();
    clock.advance(Duration.ofDays(2));
    engine.runDue();
    assertThat(connectors.requests()).hasSize(asked);
    assertThat(engine.triggerSync.trigger(CUSTOMERS, false))
        .isInstanceOf(TriggerSync.Outcome.Held.class);

    connectors.script(CUSTOMERS, lastPage("c2", record("b", "1")));
    connectors.script(INVOICES, lastPage("i2"));
    assertThat(engine.connect("sk_2", false)).isInstanceOf(ConnectProvider.Outcome.Connected.class);
    engine.runDue();

    assertThat(engine.status(CUSTOMERS))
        .isEqualTo(new SyncStatus(Word.SUCCESS, clock.instant(), null));
    assertThat(lastRequest(CUSTOMERS).credentials().fields()).containsEntry("apiKey", "sk_2");
    assertThat(lastRequest(CUSTOMERS).checkpoint())
        .as("the new credentials may be another account's, so that everything is read")
        .isEmpty();
  }

  @Test
  void doesNotBlameNewCredentialsForTheRejectionOfOldOnes() {
    connectedAndSynced();
    connectors.scriptStep(
        CUSTOMERS,
        () -> {
          clock.advance(Duration.ofSeconds(1));
          engine.connect("sk_2", true);
          return rejected();
        });
    connectors.script(CUSTOMERS, lastPage("c2", record("a", "1")));
    connectors.script(INVOICES, lastPage("i2"));
    engine.triggerSync.trigger(CUSTOMERS, false);
    engine.runDue();

    assertThat(engine.report().connected()).isTrue();
    assertThat(engine.status(CUSTOMERS).word()).isEqualTo(Word.SUCCESS);
    assertThat(liveKeys(CUSTOMERS)).containsExactly("a");
  }

  @Test
  void keepsWhatAProviderExchangesForTheCredentialsOfAConnectionThatIsStillThere() {
    connectedAndSynced();
    ConnectionId connection = CUSTOMERS.connection();
    RotateCredentials rotate = new RotateCredentials(store.transactions(), store.vault());
    rotate.rotate(connection, Map.of("apiKey", "sk_1"), Map.of("refreshToken", "second"));
    assertThat(store.vault().find(connection).orElseThrow().fields())
        .isEqualTo(Map.of("apiKey", "sk_1", "refreshToken", "second"));

    engine.disconnectProvider.disconnect(Fixtures.ORGANIZATION, Fixtures.STRIPE.id());
    rotate.rotate(connection, Map.of(), Map.of("refreshToken", "third"));
    assertThat(store.vault().find(connection)).isEmpty();
  }

  @Test
  void keepsNothingThatWasExchangedForCredentialsThatAreNoLongerTheConnections() {
    connectedAndSynced();
    ConnectionId connection = CUSTOMERS.connection();
    engine.connect("sk_2", true);
    RotateCredentials rotate = new RotateCredentials(store.transactions(), store.vault());
    rotate.rotate(connection, Map.of("apiKey", "sk_1"), Map.of("apiKey", "sk_1b"));
    rotate.rotate(connection, Map.of("refreshToken", "first"), Map.of("refreshToken", "second"));
    assertThat(store.vault().find(connection).orElseThrow().fields())
        .isEqualTo(Map.of("apiKey", "sk_2"));
  }

  @Test
  void connectsWithWhatTheProviderExchangedWhileItCheckedTheCredentials() {
    connectors.answer(
        CUSTOMERS.connection(), new CredentialCheck.Accepted(Map.of("apiKey", "sk_1b")));
    engine.connect("sk_1", false);
    assertThat(store.vault().find(CUSTOMERS.connection()).orElseThrow().fields())
        .isEqualTo(Map.of("apiKey", "sk_1b"));
  }

  @Test
  void storesNothingOfCredentialsThatTheProviderDoesNotAccept() {
    connectors.answer(
        CUSTOMERS.connection(), new CredentialCheck.Rejected("Stripe does not accept the key"));
    assertThat(engine.connect("wrong", false))
        .isEqualTo(
            new ConnectProvider.Outcome.CredentialsRejected(
                Fixtures.STRIPE, "Stripe does not accept the key"));
    assertThat(store.connections().find(CUSTOMERS.connection())).isEmpty();
    assertThat(store.vault().find(CUSTOMERS.connection())).isEmpty();
    assertThat(store.syncs().list(CUSTOMERS.connection())).isEmpty();
    assertThat(engine.report().models()).isEmpty();
  }

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
  void writesNothingMoreAfterADisconnect() {
    connected();
    connectors.script(CUSTOMERS, page("c1", record("a", "1")));
    connectors.scriptStep(
        CUSTOMERS,
        () -> {
          assertThat(
                  engine.disconnectProvider.disconnect(Fixtures.ORGANIZATION, Fixtures.STRIPE.id()))
              .isEqualTo(new DisconnectProvider.Outcome.Disconnected(CUSTOMERS.connection()));
          return lastPage("c2", record("late", "1"));
        });
    engine.runDue();

    assertThat(liveKeys(CUSTOMERS)).containsExactly("a");
    assertThat(engine.report().connected()).isFalse();
    assertThat(engine.report().models()).isEmpty();
    assertThat(store.vault().find(CUSTOMERS.connection())).isEmpty();
    assertThat(engine.scheduler.next()).isEmpty();
    assertThat(engine.disconnectProvider.disconnect(Fixtures.ORGANIZATION, Fixtures.STRIPE.id()))
        .isEqualTo(new DisconnectProvider.Outcome.NotConnected());
  }

  @Test
  void deletesWhatACompleteFullPassDidNotSee() {
    connectedAndSynced(record("a", "1"), record("b", "1"), record("c", "1"));
    connectors.script(CUSTOMERS, page("p1", record("a", "1")), lastPage("p2", record("c", "2")));
    engine.triggerSync.trigger(CUSTOMERS, true);
    engine.runDue();

    assertThat(lastRequest(CUSTOMERS).full()).isTrue();
    assertThat(liveKeys(CUSTOMERS)).containsExactly("a", "c");
    assertThat(engine.events.all(SyncEvent.RunEnded.class).getLast().counts())
        .isEqualTo(new RunCounts(0, 1, 1, 1));
  }

  @Test
  void keepsRecordsThatAnAlmostEmptyPassWouldDelete() {
    RecordData[] many = new RecordData[100];
    for (int i = 0; i < many.length; i++) {
      many[i] = record("r%03d".formatted(i), "1");
    }
    connectedAndSynced(many);
    connectors.script(CUSTOMERS, lastPage("p1", many[0], many[1]));
    engine.triggerSync.trigger(CUSTOMERS, true);
    engine.runDue();

    assertThat(liveKeys(CUSTOMERS)).hasSize(100);
    SyncStatus status = engine.status(CUSTOMERS);
    assertThat(status.word()).isEqualTo(Word.FAILED);
    assertThat(status.lastSyncedAt()).isEqualTo(NOON);
    assertThat(status.errorMessage()).startsWith("partial: 2 of 100 stored; ").contains("98");

    connectors.script(CUSTOMERS, lastPage("p2", many));
    connectors.script(INVOICES, lastPage("i2"));
    engine.runNext();
    engine.runNext();
    assertThat(lastRequest(CUSTOMERS).full()).as("the next run proves everything").isTrue();
    assertThat(engine.status(CUSTOMERS).word()).isEqualTo(Word.SUCCESS);
  }

  @Test
  void startsOverWhenTheProviderForgotTheCheckpointButNotForEver() {
    connectedAndSynced(record("a", "1"), record("b", "1"));
    Fetched expired = new Fetched.Failed(new FetchFailure.CheckpointExpired("too old"));
    connectors.script(CUSTOMERS, expired, lastPage("p", record("b", "1"), record("c", "1")));
    engine.triggerSync.trigger(CUSTOMERS, false);
    engine.runDue();

    assertThat(lastRequest(CUSTOMERS).full()).isTrue();
    assertThat(lastRequest(CUSTOMERS).checkpoint()).isEmpty();
    assertThat(liveKeys(CUSTOMERS)).containsExactly("b", "c");
    assertThat(engine.status(CUSTOMERS).word()).isEqualTo(Word.SUCCESS);

    connectors.script(CUSTOMERS, expired, expired);
    engine.triggerSync.trigger(CUSTOMERS, false);
    engine.runDue();
    assertThat(engine.status(CUSTOMERS)).isEqualTo(new SyncStatus(Word.FAILED, NOON, "too old"));
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

  @Test
  void tellsObserversWhatBecameOfTheRecordsTheyFollow() {
    List<String> seen = new ArrayList<>();
    engine =
        new Engine(
            store,
            clock,
            connectors,
            new PageObserver() {
              @Override
              public boolean follows(SyncId sync) {
                return sync.equals(CUSTOMERS);
              }

              @Override
              public void changed(
                  SyncId sync, List<RecordData> stored, List<RecordKey> disappeared) {
                seen.add(
                    "%s +%s -%s"
                        .formatted(
                            sync.model(),
                            stored.stream().map(RecordData::json).sorted().toList(),
                            disappeared));
              }
            });
    String a = record("a", "1").json();
    String b = record("b", "1").json();
    String c = record("c", "1").json();
    String changed = record("c", "2").json();

    connected();
    connectors.script(
        CUSTOMERS, lastPage("c1", record("b", "0"), record("a", "1"), record("b", "1")));
    engine.runDue();
    connectors.script(CUSTOMERS, lastPage("p", record("b", "1"), record("c", "1")));
    engine.triggerSync.trigger(CUSTOMERS, true);
    engine.runDue();
    connectors.script(CUSTOMERS, lastPage("q", record("b", "1"), record("c", "2")));
    engine.triggerSync.trigger(CUSTOMERS, false);
    engine.runDue();

    String model = CUSTOMERS.model().value();
    assertThat(seen)
        .containsExactly(
            "%s +[%s, %s] -[]".formatted(model, a, b),
            "%s +[%s] -[]".formatted(model, c),
            "%s +[] -[a]".formatted(model),
            "%s +[%s] -[]".formatted(model, changed));
  }
}
