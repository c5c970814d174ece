package dev.tidemark.application.run;

import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.store.Transactions;
import dev.tidemark.application.sync.FollowSchedule;
import dev.tidemark.application.sync.SyncRepository;
import dev.tidemark.application.sync.SyncScheduler;
import dev.tidemark.domain.failure.Failure;
import dev.tidemark.domain.failure.FailureCode;
import dev.tidemark.domain.record.RecordData;
import dev.tidemark.domain.record.RecordKey;
import dev.tidemark.domain.run.DeletionGuard;
import dev.tidemark.domain.run.RunCounts;
import dev.tidemark.domain.sync.Beginning;
import dev.tidemark.domain.sync.CurrentRun;
import dev.tidemark.domain.sync.Hold;
import dev.tidemark.domain.sync.Lease;
import dev.tidemark.domain.sync.Outcome;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.Sync;
import dev.tidemark.domain.sync.SyncId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The transactions of a run: each changes the journal and the schedule, and says so, together. */
public final class RunLedger {
  private final Transactions transactions;
  private final RunJournal journal;
  private final SyncRepository syncs;
  private final SyncScheduler scheduler;
  private final FollowSchedule schedule;
  private final SyncEvents events;
  private final List<PageObserver> observers;
  private final DeletionGuard guard;
  private final InstantSource clock;

  /** On ports of one store. */
  public RunLedger(
      Transactions transactions,
      RunJournal journal,
      SyncRepository syncs,
      SyncScheduler scheduler,
      SyncEvents events,
      List<PageObserver> observers,
      DeletionGuard guard,
      InstantSource clock) {
    this.transactions = transactions;
    this.journal = journal;
    this.syncs = syncs;
    this.scheduler = scheduler;
    this.schedule = new FollowSchedule(scheduler);
    this.events = events;
    this.observers = List.copyOf(observers);
    this.guard = guard;
    this.clock = clock;
  }

  /** What a page led to. */
  sealed interface Step {
    /** It is stored, and the run goes on. */
    record GoOn(RunCounts counts, boolean cancelRequested) implements Step {}

    /** It was the last one, and the run is over. */
    record Over() implements Step {}

    /** Nothing is stored: another worker has taken over, or the sync is gone. */
    record LeaseLost() implements Step {}
  }

  /** Begins a run if one is to begin now. */
  Optional<Beginning.Begun> begin(SyncId id, RunId fresh, Duration lease) {
    Instant now = clock.instant();
    Optional<Beginning> beginning =
        transactions.perform(() -> {
          Optional<Beginning> answer = journal.begin(id, fresh, now, lease);
          reschedule(id, answer, now.plus(lease));
          answer.ifPresent(begun -> publish(id, begun));
          return answer;
        });
    return switch (beginning.orElse(null)) {
      case Beginning.Begun begun -> Optional.of(begun);
      case Beginning.FoundLost found when due(found.sync(), now) -> begin(id, fresh, lease);
      case Beginning.FoundLost found -> Optional.empty();
      case Beginning.Active active -> Optional.empty();
      case Beginning.Held held -> Optional.empty();
      case null -> Optional.empty();
    };
  }

  private void publish(SyncId id, Beginning beginning) {
    switch (beginning) {
      case Beginning.Begun begun ->
          events.publish(
              new SyncEvent.RunBegan(id, begun.lease().run(), begun.sync().fullPass() != null));
      case Beginning.FoundLost found ->
          events.publish(new SyncEvent.RunEnded(id, found.run(), found.outcome(), RunCounts.NONE));
      case Beginning.Active active -> {}
      case Beginning.Held held -> {}
    }
  }

  private static boolean due(Sync sync, Instant now) {
    return sync.nextRun().filter(at -> !at.isAfter(now)).isPresent();
  }

  /** The claimed instant is used up: another must take its place, whatever came of the claim. */
  private void reschedule(SyncId id, Optional<Beginning> beginning, Instant lookAgain) {
    switch (beginning.orElse(null)) {
      case Beginning.Begun begun -> schedule.follow(begun.sync());
      case Beginning.FoundLost found -> schedule.follow(found.sync());
      case Beginning.Active active -> lookAgainAt(id, lookAgain);
      case Beginning.Held held -> scheduler.unschedule(id);
      case null -> scheduler.unschedule(id);
    }
  }

  /**
   * A run that is active (or waits) is looked at again when it should be over, but not in a hurry.
   */
  private void lookAgainAt(SyncId id, Instant lookAgain) {
    Instant next = syncs.find(id).flatMap(Sync::nextRun).orElse(lookAgain);
    scheduler.schedule(id, next.isAfter(lookAgain) ? next : lookAgain);
  }

  /**
   * Stores a page; with the last one the run ends, in the same transaction.
   *
   * @param before what this attempt did before
   */
  Step commit(Lease lease, Fetched.Page page, boolean full, RunCounts before) {
    Instant now = clock.instant();
    return transactions.perform(() ->
        switch (journal.commitPage(lease, page, now)) {
          case PageCommit.LeaseLost lost -> new Step.LeaseLost();
          case PageCommit.Committed committed -> {
            observe(lease.sync(), page, committed);
            yield page.last()
                ? end(lease, before.plus(committed.counts()), full, now)
                : new Step.GoOn(committed.counts(), committed.cancelRequested());
          }
        });
  }

  private Step end(Lease lease, RunCounts counts, boolean full, Instant now) {
    if (!full) {
      return over(lease, new Outcome.Succeeded(now), counts);
    }
    return switch (journal.sweep(lease, guard, now)) {
      case Sweep.Swept swept -> {
        tell(lease.sync(), List::of, swept.disappeared());
        RunCounts deleted = new RunCounts(0, 0, 0, swept.disappeared().size());
        yield over(lease, new Outcome.Succeeded(now), counts.plus(deleted));
      }
      case Sweep.Refused refused -> over(lease, partial(refused, now), counts);
      case Sweep.LeaseLost lost -> new Step.LeaseLost();
    };
  }

  private static Outcome partial(Sweep.Refused refused, Instant now) {
    Failure failure =
        new Failure(
            FailureCode.INVALID_DATA,
            false,
            "a full pass did not find the other %d, which is more than may be deleted at once; they are kept"
                .formatted(refused.unseen()),
            "If they really are gone, reset the sync.");
    return new Outcome.Partial(now, failure, refused.live() - refused.unseen(), refused.live());
  }

  private Step over(Lease lease, Outcome outcome, RunCounts counts) {
    return finish(lease, outcome, counts) ? new Step.Over() : new Step.LeaseLost();
  }

  private void observe(SyncId sync, Fetched.Page page, PageCommit.Committed committed) {
    tell(sync, () -> stored(page, committed), committed.disappeared());
  }

  /** Of several records of one key the last one was stored. */
  private static List<RecordData> stored(Fetched.Page page, PageCommit.Committed committed) {
    Set<RecordKey> keys = new HashSet<>(committed.appeared());
    keys.addAll(committed.updated());
    List<RecordData> stored = new ArrayList<>();
    for (RecordData data : page.records().reversed()) {
      if (keys.remove(data.key())) {
        stored.add(data);
      }
    }
    return stored;
  }

  private void tell(SyncId sync, Supplier<List<RecordData>> changed, List<RecordKey> disappeared) {
    List<PageObserver> following =
        observers.stream().filter(observer -> observer.follows(sync)).toList();
    if (!following.isEmpty()) {
      List<RecordData> stored = changed.get();
      if (!stored.isEmpty() || !disappeared.isEmpty()) {
        following.forEach(observer -> observer.changed(sync, stored, disappeared));
      }
    }
  }

  /**
   * Gives the worker back until later, if the lease still holds.
   *
   * @param counts what this attempt did
   */
  void suspend(Lease lease, CurrentRun.Waiting waiting, boolean startOver, RunCounts counts) {
    Instant now = clock.instant();
    transactions.perform(() ->
        journal
            .suspend(lease, waiting, startOver)
            .ifPresent(after -> {
              schedule.follow(after);
              // A run that was asked to stop does not wait.
              events.publish(
                  after.currentRun().id().isPresent()
                      ? new SyncEvent.RunSuspended(lease.sync(), lease.run(), waiting)
                      : new SyncEvent.RunEnded(
                          lease.sync(), lease.run(), new Outcome.Cancelled(now), counts));
            }));
  }

  /**
   * Ends the run; answers whether the lease still held.
   *
   * @param counts what its last attempt did
   */
  boolean finish(Lease lease, Outcome outcome, RunCounts counts) {
    return transactions.perform(() -> {
      Optional<Sync> after = journal.finish(lease, outcome);
      after.ifPresent(sync -> {
        schedule.follow(sync);
        events.publish(new SyncEvent.RunEnded(lease.sync(), lease.run(), outcome, counts));
      });
      return after.isPresent();
    });
  }

  /** Ends the run and holds the sync. */
  void finishAndHold(Lease lease, Outcome.Failed outcome, RunCounts counts) {
    transactions.perform(() -> {
      if (finish(lease, outcome, counts)) {
        syncs
            .update(
                lease.sync(),
                sync -> sync.held(new Hold.HaltedBySystem(outcome.failure(), outcome.at())))
            .ifPresent(schedule::follow);
      }
    });
  }
}
