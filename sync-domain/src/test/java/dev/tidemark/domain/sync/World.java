package dev.tidemark.domain.sync;

import dev.tidemark.domain.connection.ConnectionState;
import dev.tidemark.domain.failure.Failure;
import dev.tidemark.domain.failure.FailureCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A cluster in small: one sync, every worker that ever had a lease on it, and a clock. Beside the
 * facts it keeps an account of its own of what they should amount to.
 */
final class World {
  static final String STEP = "a step";
  static final Failure WRONG_SETTINGS =
      new Failure(FailureCode.CONFIG, false, "the settings are wrong", "Correct them.");

  /** What a history should have seen, so that its checks are worth something. */
  enum Sight {
    SUCCESS,
    SUCCESS_AFTER_FAILURE,
    FAILURE,
    PARTIAL,
    LOST,
    FURTHER_THAN_THE_LOST,
    LOST_WHILE_STOPPING,
    CANCELLED_AT_WORK,
    CANCELLED_WHILE_WAITING,
    SUSPENDED_WHILE_STOPPING,
    RESUMED,
    STALE_WORKER,
    JOINED,
    OVERTAKEN_WHILE_STOPPING,
    RESET_AT_WORK,
    STALE,
    HALT_OF_A_PAUSED_SYNC,
    NOTICED_WHILE_IDLE,
    NOTICED_AT_WORK,
    SET_UP
  }

  final Set<Sight> seen = EnumSet.noneOf(Sight.class);
  final List<Lease> leases = new ArrayList<>();
  Instant now = Instant.parse("2026-03-27T10:15:30.123456Z");
  ConnectionState connection = new ConnectionState.Connected();
  Sync sync;

  // The account.
  Optional<Lease> holder = Optional.empty();
  Instant leaseUntil = Instant.MIN;
  boolean stopping;
  Optional<RunId> open;
  Optional<Outcome> last = Optional.empty();
  Optional<Instant> lastSuccess = Optional.empty();
  Instant countedFrom = now;
  int failuresInARow;

  private int runs;

  /** When the provider first said, since the last run began, that something has changed. */
  Optional<Instant> noticed = Optional.empty();

  World(Schedule schedule, SyncMode mode, boolean awaiting) {
    RunId first = freshRun();
    sync =
        awaiting
            ? Sync.awaiting(STEP, Examples.ID, schedule, mode, now)
            : Sync.create(Examples.ID, schedule, mode, first, now);
    open = awaiting ? Optional.empty() : Optional.of(first);
  }

  private RunId freshRun() {
    runs++;
    return new RunId("run-" + runs);
  }

  void happen(Event event) {
    switch (event) {
      case Event.TimePasses e -> now = now.plus(e.by());
      case Event.DueComes e -> sync.nextRun().filter(now::isBefore).ifPresent(due -> now = due);
      case Event.LeaseRunsOut e ->
          holder.filter(lease -> now.isBefore(leaseUntil)).ifPresent(lease -> now = leaseUntil);
      case Event.Claimed e -> claim(e.lease());
      case Event.Beaten e -> beat(e);
      case Event.PageStored e -> withLease(e.worker(), lease -> store(e.records()));
      case Event.Suspended e -> suspend(e);
      case Event.Ended e -> end(e);
      case Event.Triggered e -> trigger(e.full());
      case Event.Noticed e -> notice();
      case Event.StepDone e -> stepDone();
      case Event.CancelAsked e -> {
        cancel();
        sync = sync.cancelled(now);
      }
      case Event.Paused e -> {
        cancel();
        sync = sync.held(new Hold.PausedByUser(now));
      }
      case Event.Halted e -> halt();
      case Event.Released e -> release();
      case Event.CredentialsRejected e -> {
        connection = new ConnectionState.NeedsReauthorization("no longer accepted");
        halt();
      }
      case Event.Reconnected e -> reconnect();
      case Event.Reset e -> reset();
      case Event.Rescheduled e -> sync = sync.rescheduled(e.schedule(), e.mode());
      case Event.Swept e -> {
        closeIfLost();
        sync = sync.lost(now);
      }
    }
  }

  boolean lost() {
    return holder.isPresent() && !now.isBefore(leaseUntil);
  }

  private void claim(Duration lease) {
    RunId fresh = freshRun();
    Beginning beginning = sync.begin(fresh, now, now.plus(lease));
    if (beginning instanceof Beginning.FoundLost found) {
      closeIfLost();
      sync = found.sync();
    } else if (beginning instanceof Beginning.Begun begun) {
      sync = begun.sync();
      if (begun.sync().currentRun() instanceof CurrentRun.Running running
          && running.startedAt().equals(now)) {
        countedFrom = now;
        noticed = Optional.empty();
      } else {
        seen.add(Sight.RESUMED);
      }
      leases.add(begun.lease());
      holder = Optional.of(begun.lease());
      leaseUntil = now.plus(lease);
      stopping = false;
      open = Optional.of(begun.lease().run());
    }
  }

  private void beat(Event.Beaten e) {
    withLease(
        e.worker(),
        lease -> {
          Instant until = now.plus(e.lease());
          leaseUntil = until.isAfter(leaseUntil) ? until : leaseUntil;
          sync = sync.beaten(until);
        });
  }

  private void store(boolean records) {
    Checkpoint reached = new Checkpoint("at " + now);
    if (last.orElse(null) instanceof Outcome.Lost && !reached.equals(sync.checkpoint())) {
      seen.add(Sight.FURTHER_THAN_THE_LOST);
      failuresInARow = 0;
    }
    sync = sync.progressed(reached, records, now);
  }

  private void suspend(Event.Suspended e) {
    withLease(
        e.worker(),
        lease -> {
          Instant resume = now.plus(e.pause());
          CurrentRun.Working working = (CurrentRun.Working) sync.currentRun();
          CurrentRun.Waiting waiting =
              e.rateLimit()
                  ? new CurrentRun.WaitingRateLimit(
                      lease.run(), working.startedAt(), resume, working.attempt())
                  : new CurrentRun.WaitingRetry(
                      lease.run(),
                      working.startedAt(),
                      resume,
                      working.attempt(),
                      Examples.PROVIDER_DOWN);
          sync = sync.suspended(waiting, e.startOver());
          if (stopping) {
            seen.add(Sight.SUSPENDED_WHILE_STOPPING);
            open = Optional.empty();
          }
          holder = Optional.empty();
        });
  }

  private void end(Event.Ended e) {
    withLease(
        e.worker(),
        lease -> {
          Outcome outcome = Examples.outcome(e.ending(), now.minus(e.behind()));
          account(outcome);
          sync = sync.finished(outcome);
        });
  }

  private void account(Outcome outcome) {
    holder = Optional.empty();
    open = Optional.empty();
    failuresInARow++;
    switch (outcome) {
      case Outcome.Succeeded s -> {
        seen.add(last.isPresent() && !succeeded() ? Sight.SUCCESS_AFTER_FAILURE : Sight.SUCCESS);
        failuresInARow = 0;
        lastSuccess = Optional.of(lastSuccess.filter(s.at()::isBefore).orElse(s.at()));
      }
      case Outcome.Partial p -> seen.add(Sight.PARTIAL);
      case Outcome.Failed f -> seen.add(Sight.FAILURE);
      case Outcome.Lost l -> seen.add(Sight.LOST);
      case Outcome.Cancelled c -> failuresInARow = 0;
    }
    if (!(outcome instanceof Outcome.Cancelled)) {
      last = Optional.of(outcome);
    }
  }

  boolean succeeded() {
    return last.filter(Outcome.Succeeded.class::isInstance).isPresent();
  }

  private void closeIfLost() {
    if (lost()) {
      if (stopping) {
        seen.add(Sight.LOST_WHILE_STOPPING);
      }
      account(stopping ? new Outcome.Cancelled(leaseUntil) : new Outcome.Lost(leaseUntil));
    }
  }

  private void trigger(boolean full) {
    RunId fresh = freshRun();
    Triggering answer = sync.trigger(fresh, full, now);
    if (answer instanceof Triggering.Queued queued) {
      overtake(fresh);
      sync = queued.sync();
    } else if (answer instanceof Triggering.Joined) {
      seen.add(Sight.JOINED);
    }
  }

  /** A new run is queued; a worker that was to stop is cut off, and one that was lost is closed. */
  private void overtake(RunId fresh) {
    closeIfLost();
    if (holder.isPresent()) {
      seen.add(Sight.OVERTAKEN_WHILE_STOPPING);
    }
    holder = Optional.empty();
    open = Optional.of(fresh);
  }

  private void cancel() {
    if (open.isEmpty() || (holder.isPresent() && stopping)) {
      return;
    }
    closeIfLost();
    countedFrom = now;
    noticed = Optional.empty();
    failuresInARow = 0;
    if (holder.isPresent()) {
      seen.add(Sight.CANCELLED_AT_WORK);
      stopping = true;
    } else {
      seen.add(Sight.CANCELLED_WHILE_WAITING);
      open = Optional.empty();
    }
  }

  private void halt() {
    if (sync.hold() instanceof Hold.PausedByUser) {
      seen.add(Sight.HALT_OF_A_PAUSED_SYNC);
    }
    cancel();
    sync = sync.held(new Hold.HaltedBySystem(WRONG_SETTINGS, now));
  }

  private void release() {
    RunId fresh = freshRun();
    closeIfLost();
    if (open.isEmpty() || (holder.isPresent() && stopping)) {
      overtake(fresh);
    }
    sync = sync.released(fresh, now);
  }

  private void reconnect() {
    connection = new ConnectionState.Connected();
    RunId fresh = freshRun();
    boolean stays =
        sync.hold() instanceof Hold.PausedByUser || sync.hold() instanceof Hold.AwaitingSetup;
    if (!stays) {
      overtake(fresh);
    }
    sync = sync.reconnected(fresh, now);
  }

  private void reset() {
    if (holder.isPresent()) {
      seen.add(Sight.RESET_AT_WORK);
    }
    RunId fresh = freshRun();
    sync = sync.reset(fresh, now);
    noticed = Optional.empty();
    holder = Optional.empty();
    open = Optional.of(fresh);
    failuresInARow = 0;
    last = Optional.empty();
    lastSuccess = Optional.empty();
  }

  private void notice() {
    boolean queued = open.isPresent() && sync.currentRun() instanceof CurrentRun.Queued;
    if (sync.hold() instanceof Hold.None && !queued && now.isAfter(countedFrom)) {
      seen.add(open.isEmpty() ? Sight.NOTICED_WHILE_IDLE : Sight.NOTICED_AT_WORK);
      noticed = noticed.or(() -> Optional.of(now));
    }
    sync = sync.noticed(now);
  }

  private void stepDone() {
    RunId fresh = freshRun();
    if (sync.hold() instanceof Hold.AwaitingSetup) {
      seen.add(Sight.SET_UP);
      closeIfLost();
      if (open.isEmpty() || (holder.isPresent() && stopping)) {
        overtake(fresh);
      }
    }
    sync = sync.stepDone("another step", fresh, now).stepDone(STEP, fresh, now);
  }

  /** A worker tries to write: it can only if it still has the lease. */
  private void withLease(int worker, Consumer<Lease> write) {
    if (leases.isEmpty()) {
      return;
    }
    Lease lease = leases.get(Math.max(0, leases.size() - 1 - worker));
    if (sync.heldBy(lease)) {
      write.accept(lease);
    } else {
      seen.add(Sight.STALE_WORKER);
    }
  }
}
