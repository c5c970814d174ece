package dev.tidemark.testkit;

import static dev.tidemark.testkit.Fixtures.NOON;
import static dev.tidemark.testkit.Fixtures.lastPage;
import static dev.tidemark.testkit.Fixtures.page;
import static dev.tidemark.testkit.Fixtures.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.run.SyncEvent;
import dev.tidemark.application.store.StorageException;
import dev.tidemark.domain.failure.FetchFailure;
import dev.tidemark.domain.run.Run;
import dev.tidemark.domain.run.RunCounts;
import dev.tidemark.domain.sync.CurrentRun;
import dev.tidemark.domain.sync.Hold;
import dev.tidemark.domain.sync.Lease;
import dev.tidemark.domain.sync.Outcome;
import dev.tidemark.domain.sync.RunId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept of runs as events: all that happens to them, whoever does it. */
public abstract class EngineEventsContract extends EngineTests {
  private KeptEvents reader;

  @BeforeEach
  void readFromNowOn() {
    reader = KeptEvents.from(store.events());
  }

  /** The events of customers; there are so many of all. */
  private List<SyncEvent> kept(int ofAll) {
    List<SyncEvent> all = reader.awaitEvents(ofAll);
    assertThat(all).as("%s", all).hasSize(ofAll);
    return all.stream().filter(event -> event.sync().equals(CUSTOMERS)).toList();
  }

  private static SyncEvent ended(RunId run, Outcome outcome) {
    return new SyncEvent.RunEnded(CUSTOMERS, run, outcome, RunCounts.NONE);
  }

  private Run newest() {
    return store.journal().history(CUSTOMERS, 1).getFirst();
  }

  @Test
  void tellsTheCourseOfARun() {
    connected();
    Instant resume = NOON.plusSeconds(90);
    connectors.script(
        CUSTOMERS,
        page("c1", record("a", "1")),
        new Fetched.Failed(new FetchFailure.RateLimited("slow down", resume)),
        page("c2", record("b", "1")),
        lastPage("c3", record("b", "2"), record("c", "1")));
    engine.runDue();
    engine.runNext();

    RunId run = newest().id();
    assertThat(kept(6))
        .containsExactly(
            new SyncEvent.RunBegan(CUSTOMERS, run, true),
            new SyncEvent.RunSuspended(
                CUSTOMERS, run, new CurrentRun.WaitingRateLimit(run, NOON, resume, 1)),
            new SyncEvent.RunBegan(CUSTOMERS, run, true),
            new SyncEvent.RunEnded(
                CUSTOMERS, run, new Outcome.Succeeded(resume), new RunCounts(2, 1, 0, 0)));
    assertThat(engine.events.all()).as("nothing that was not committed").hasSize(6);
  }

  @Test
  void tellsThatARunFailedAndTheSyncIsHeld() {
    connected();
    readFromNowOn();
    connectors.script(
        CUSTOMERS, new Fetched.Failed(new FetchFailure.Misconfigured("no such account")));
    engine.runDue();

    assertThat(kept(4))
        .satisfiesExactly(
            began -> assertThat(began).isInstanceOf(SyncEvent.RunBegan.class),
            over -> {
              assertThat(over.run()).isEqualTo(newest().id());
              assertThat(over)
                  .isInstanceOfSatisfying(
                      SyncEvent.RunEnded.class,
                      end -> assertThat(end.outcome()).isEqualTo(newest().outcome()));
            });
    assertThat(facts(CUSTOMERS).hold()).isInstanceOf(Hold.HaltedBySystem.class);
  }

  @Test
  void tellsNothingOfALastPageThatIsNotCommitted() {
    connected();
    readFromNowOn();
    Engine troubled =
        new Engine(
            store.withJournal(
                new RefusingJournal(
                    store.journal(),
                    () -> {
                      throw new StorageException("the store is full", new IllegalStateException());
                    })),
            clock,
            connectors);
    troubled.scheduler.schedule(CUSTOMERS, NOON);
    connectors.script(CUSTOMERS, lastPage("c1", record("a", "1")));

    troubled.runDue();

    assertThat(kept(2))
        .satisfiesExactly(
            began -> assertThat(began).isInstanceOf(SyncEvent.RunBegan.class),
            waits -> assertThat(waits).isInstanceOf(SyncEvent.RunSuspended.class));
  }

  @Test
  void tellsThatARunWasLostOnce() {
    connectedAndSynced(record("a", "1"));
    readFromNowOn();
    Instant end = clock.instant().plus(LEASE);
    Lease lost = begun(CUSTOMERS, "vanished", clock.instant());
    clock.set(end);
    assertThat(engine.recoverLostRuns.recover()).isOne();
    connectors.script(CUSTOMERS, lastPage("c2", record("b", "1")));

    engine.anotherNode().runDue();

    RunId next = newest().id();
    assertThat(kept(3))
        .containsExactly(
            ended(lost.run(), new Outcome.Lost(end)),
            new SyncEvent.RunBegan(CUSTOMERS, next, false),
            new SyncEvent.RunEnded(
                CUSTOMERS, next, new Outcome.Succeeded(end), new RunCounts(1, 0, 0, 0)));
  }

  @Test
  void tellsThatSomebodyWhoWantsARunFoundALostOne() {
    connectedAndSynced(record("a", "1"));
    readFromNowOn();
    Lease lost = begun(CUSTOMERS, "vanished", clock.instant());
    clock.advance(LEASE);

    engine.triggerSync.trigger(CUSTOMERS, false);
    engine.triggerSync.trigger(CUSTOMERS, false);

    assertThat(kept(1)).containsExactly(ended(lost.run(), new Outcome.Lost(clock.instant())));
  }

  @Test
  void tellsThatARunIsOverWithItsConnection() {
    connectedAndSynced(record("a", "1"));
    readFromNowOn();
    Lease lease = begun(CUSTOMERS, "under way", clock.instant());
    engine.triggerSync.trigger(INVOICES, false);

    engine.disconnectProvider.disconnect(Fixtures.ORGANIZATION, CUSTOMERS.connection().provider());

    assertThat(kept(1))
        .as("a run that has not begun does not end")
        .containsExactly(ended(lease.run(), new Outcome.Cancelled(clock.instant())));
  }

  @Test
  void tellsThatARunWasOvertakenByNewCredentials() {
    connectedAndSynced(record("a", "1"));
    readFromNowOn();
    Lease lease = begun(CUSTOMERS, "under way", clock.instant());

    engine.connect("sk_2", true);

    assertThat(kept(1)).containsExactly(ended(lease.run(), new Outcome.Cancelled(clock.instant())));
  }

  @Test
  void tellsThatAWaitingRunWasCancelled() {
    connectedAndSynced(record("a", "1"));
    connectors.script(CUSTOMERS, down());
    engine.triggerSync.trigger(CUSTOMERS, false);
    engine.runDue();
    RunId run = facts(CUSTOMERS).currentRun().id().orElseThrow();
    readFromNowOn();

    engine.syncs.update(CUSTOMERS, sync -> sync.cancelled(clock.instant()));

    assertThat(kept(1)).containsExactly(ended(run, new Outcome.Cancelled(clock.instant())));
  }

  @Test
  void tellsThatARunEndsWhichWasAskedToStopWhileItFailed() {
    connectedAndSynced(record("a", "1"));
    readFromNowOn();
    connectors.scriptStep(
        CUSTOMERS,
        () -> {
          engine.syncs.update(CUSTOMERS, sync -> sync.cancelled(clock.instant()));
          return down();
        });
    engine.triggerSync.trigger(CUSTOMERS, false);
    engine.runDue();

    assertThat(kept(2).getLast())
        .isEqualTo(ended(newest().id(), new Outcome.Cancelled(clock.instant())));
  }

  @Test
  void tellsNothingOfAChangeThatIsTakenBack() {
    connectedAndSynced(record("a", "1"));
    readFromNowOn();
    Lease lease = begun(CUSTOMERS, "under way", clock.instant());

    assertThatThrownBy(() ->
            store
                .transactions()
                .perform(() -> {
                  engine.syncs.removeAll(CUSTOMERS.connection());
                  throw new IllegalStateException("changed its mind");
                }))
        .hasMessage("changed its mind");
    engine.syncs.update(CUSTOMERS, sync -> sync.reset(new RunId("again"), clock.instant()));

    assertThat(kept(1)).containsExactly(ended(lease.run(), new Outcome.Cancelled(clock.instant())));
  }
}
