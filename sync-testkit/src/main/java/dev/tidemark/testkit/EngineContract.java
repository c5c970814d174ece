package dev.tidemark.testkit;

import static dev.tidemark.testkit.Fixtures.NOON;
import static dev.tidemark.testkit.Fixtures.lastPage;
import static dev.tidemark.testkit.Fixtures.page;
import static dev.tidemark.testkit.Fixtures.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.run.PageObserver;
import dev.tidemark.application.run.SyncEvent;
import dev.tidemark.application.sync.TriggerSync;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.failure.FetchFailure;
import dev.tidemark.domain.record.RecordData;
import dev.tidemark.domain.record.RecordKey;
import dev.tidemark.domain.run.Run;
import dev.tidemark.domain.run.RunCounts;
import dev.tidemark.domain.sync.Checkpoint;
import dev.tidemark.domain.sync.CurrentRun;
import dev.tidemark.domain.sync.Outcome;
import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.domain.sync.SyncStatus;
import dev.tidemark.domain.sync.SyncStatus.Word;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the engine does on a store: runs, failures, retries, sweeps. */
public abstract class EngineContract extends EngineTests {

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
  void syncsModelsThatAnUpgradeBringsOfConnectionsThatWork() {
    connectedAndSynced(record("a", "1"));
    ConnectionId rejected =
        new ConnectionId(CUSTOMERS.connection().provider(), new OrganizationId("org_other"));
    store.connections().save(Fixtures.connection(rejected).rejected("no"));
    SyncId charges = Fixtures.syncId("stripe", "StripeCharge");
    Engine upgraded =
        engine.upgraded(
            Fixtures.provider("stripe", "StripeCustomer", "StripeInvoice", "StripeCharge"));

    assertThat(engine.addNewModels.add()).as("before the upgrade").isZero();
    assertThat(upgraded.addNewModels.add()).isEqualTo(1);
    assertThat(upgraded.addNewModels.add()).as("on another node").isZero();

    assertThat(upgraded.status(charges).word()).isEqualTo(Word.PENDING);
    assertThat(store.syncs().list(rejected)).isEmpty();
    connectors.script(charges, lastPage("c1", record("ch", "1")));
    upgraded.runDue();
    assertThat(liveKeys(charges)).containsExactly("ch");
    assertThat(upgraded.status(CUSTOMERS)).isEqualTo(new SyncStatus(Word.SUCCESS, NOON, null));
  }

  @Test
  void addsNewModelsToManyConnectionsAndLooksOnceIfNothingIsMissing() {
    store
        .transactions()
        .perform(() -> {
          for (int i = 0; i < 1100; i++) {
            OrganizationId organization = new OrganizationId("org_" + i);
            store
                .connections()
                .save(
                    Fixtures.connection(
                        new ConnectionId(CUSTOMERS.connection().provider(), organization)));
          }
          return true;
        });

    assertThat(engine.addNewModels.add()).isEqualTo(2200);
    assertThat(engine.addNewModels.add()).isZero();
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
