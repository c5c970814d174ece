package dev.tidemark.domain.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one sync. Every change is a method that answers the facts afterwards; words for the
 * outside are derived by {@link SyncStatus}.
 *
 * @param schedule when it runs by itself
 * @param lastOutcome how the last run ended that says something about the data; null before the
 *     first
 * @param lastSucceededAt end of the last run that succeeded in this epoch
 * @param lastDataAt when the last page with records was stored in this epoch
 * @param lastBegunAt when the last run began (or the sync was created): what the schedule counts
 *     from
 * @param checkpoint where the next page starts; null before the first page of a full pass
 * @param fullPass the generation of a full pass that is under way, named by the run that began it
 * @param token the highest fencing token handed out
 * @param failuresInARow runs that did not succeed since the last that did
 * @param epoch counts how often the data was started over, from 1
 */
public record Sync(
    SyncId id,
    Schedule schedule,
    SyncMode mode,
    Hold hold,
    CurrentRun currentRun,
    Outcome.@Nullable Real lastOutcome,
    @Nullable Instant lastSucceededAt,
    @Nullable Instant lastDataAt,
    Instant lastBegunAt,
    @Nullable Checkpoint checkpoint,
    @Nullable RunId fullPass,
    FencingToken token,
    int failuresInARow,
    int epoch) {
  /** How a failed sync comes back before its schedule would bring it. */
  private static final BackOff AFTER_FAILURE =
      new BackOff(Duration.ofSeconds(10), Duration.ofHours(1));

  /** Refuses facts that contradict each other. */
  public Sync {
    if (lastOutcome instanceof Outcome.Succeeded success && !success.at().equals(lastSucceededAt)) {
      throw new IllegalArgumentException(
          id
              + ": the last outcome succeeded at "
              + success.at()
              + ", but the last success is said to be "
              + lastSucceededAt);
    }
    if (failuresInARow < 0 || epoch < 1) {
      throw new IllegalArgumentException(
          id
              + ": failures are from 0 and epochs from 1, but were "
              + failuresInARow
              + ", "
              + epoch);
    }
  }

  /** A new sync whose first run is to start at once. */
  public static Sync create(
      SyncId id, Schedule schedule, SyncMode mode, RunId firstRun, Instant now) {
    return new Sync(
        id,
        schedule,
        mode,
        new Hold.None(),
        new CurrentRun.Queued(firstRun, now, true),
        null,
        null,
        null,
        now,
        null,
        null,
        FencingToken.NONE,
        0,
        1);
  }

  /** How old the data is. */
  public Freshness freshness(Instant now) {
    return Freshness.of(schedule, lastSucceededAt, now);
  }

  /**
   * When the sync will next be claimed by itself; empty exactly when nothing will run by itself.
   */
  public Optional<Instant> nextRun() {
    if (!(hold instanceof Hold.None)) {
      return Optional.empty();
    }
    Optional<Instant> regular = schedule.next(lastBegunAt, id.toString().hashCode());
    return switch (currentRun) {
      case CurrentRun.Queued queued -> Optional.of(queued.at());
      case CurrentRun.Waiting waiting -> Optional.of(waiting.resumeAt());
      case CurrentRun.Working working -> regular;
      case CurrentRun.None none -> earlier(regular, recovery());
    };
  }

  /** When a failed sync is tried again, if trying again can help. */
  private Optional<Instant> recovery() {
    return switch (lastOutcome) {
      case Outcome.Failed failed when failed.failure().retryable() ->
          Optional.of(failed.at().plus(AFTER_FAILURE.after(failuresInARow)));
      case Outcome.Lost lost when failuresInARow <= 1 -> Optional.of(lost.at());
      case Outcome.Lost lost ->
          Optional.of(lost.at().plus(AFTER_FAILURE.after(failuresInARow - 1)));
      case null -> Optional.empty();
      case Outcome.Failed failed -> Optional.empty();
      case Outcome.Succeeded success -> Optional.empty();
      case Outcome.Partial partial -> Optional.empty();
    };
  }

  private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.or(() -> other);
    }
    return one.get().isBefore(other.get()) ? one : other;
  }

  /** Whether that lease is the one that may write now. */
  public boolean heldBy(Lease lease) {
    return currentRun instanceof CurrentRun.Working working
        && working.token().equals(lease.token())
        && working.run().equals(lease.run());
  }

  /**
   * Begins the run that is queued or waits, or a new one, and takes the lease. A run whose worker
   * was lost is closed first.
   *
   * @param fresh names the run if it is a new one
   */
  public Beginning begin(RunId fresh, Instant now, Instant leaseUntil) {
    if (currentRun instanceof CurrentRun.Working working && working.lost(now)) {
      var outcome = new Outcome.Lost(working.leaseUntil());
      return new Beginning.FoundLost(finished(outcome), working.run(), outcome);
    }
    if (!(hold instanceof Hold.None)) {
      return new Beginning.Held(hold);
    }
    return switch (currentRun) {
      case CurrentRun.Working working -> new Beginning.Active(working.run());
      case CurrentRun.Waiting waiting -> resumed(waiting, now, leaseUntil);
      case CurrentRun.Queued queued -> begun(queued.run(), queued.full(), now, leaseUntil);
      case CurrentRun.None none -> begun(fresh, false, now, leaseUntil);
    };
  }

  private Beginning begun(RunId run, boolean full, Instant now, Instant leaseUntil) {
    Draft next = new Draft(this);
    next.token = token.next();
    next.lastBegunAt = now;
    next.currentRun = new CurrentRun.Running(run, next.token, now, leaseUntil, 1);
    if (fullPass == null && (full || mode == SyncMode.FULL || checkpoint == null)) {
      next.fullPass = run;
      next.checkpoint = null;
    }
    return new Beginning.Begun(next.done(), new Lease(id, run, next.token));
  }

  private Beginning resumed(CurrentRun.Waiting waiting, Instant now, Instant leaseUntil) {
    if (waiting.resumeAt().isAfter(now)) {
      return new Beginning.Active(waiting.run());
    }
    Draft next = new Draft(this);
    next.token = token.next();
    next.currentRun =
        new CurrentRun.Running(
            waiting.run(), next.token, waiting.startedAt(), leaseUntil, waiting.attempt() + 1);
    return new Beginning.Begun(next.done(), new Lease(id, waiting.run(), next.token));
  }

  /** The lease holds at least until then; it never gets shorter. */
  public Sync beaten(Instant until) {
    Draft next = new Draft(this);
    if (currentRun instanceof CurrentRun.Working working && until.isAfter(working.leaseUntil())) {
      next.currentRun = working.until(until);
    }
    return next.done();
  }

  /**
   * A page is stored.
   *
   * @param reached where the next page starts
   * @param records whether the page had any
   */
  public Sync progressed(Checkpoint reached, boolean records, Instant now) {
    Draft next = new Draft(this);
    next.checkpoint = reached;
    if (currentRun instanceof CurrentRun.Running r) {
      next.currentRun =
          new CurrentRun.Running(r.run(), r.token(), r.startedAt(), r.leaseUntil(), 1);
    }
    if (records) {
      next.lastDataAt = now;
    }
    return next.done();
  }

  /**
   * The run gives its worker back and goes on later from the checkpoint.
   *
   * @param startOver whether it goes on with a full pass from the beginning
   */
  public Sync suspended(CurrentRun.Waiting waiting, boolean startOver) {
    Draft next = new Draft(this);
    next.currentRun = waiting;
    if (startOver) {
      next.checkpoint = null;
      next.fullPass = waiting.run();
    }
    return next.done();
  }

  /** The run is over. */
  public Sync finished(Outcome outcome) {
    Draft next = new Draft(this);
    next.currentRun = new CurrentRun.None();
    switch (outcome) {
      case Outcome.Succeeded success -> {
        Instant at =
            lastSucceededAt != null && lastSucceededAt.isAfter(success.at())
                ? lastSucceededAt
                : success.at();
        next.lastOutcome = new Outcome.Succeeded(at);
        next.lastSucceededAt = at;
        next.failuresInARow = 0;
        next.fullPass = null;
      }
      case Outcome.Partial partial -> {
        next.lastOutcome = partial;
        next.failuresInARow = failuresInARow + 1;
        // What could not be applied is found again only by a full pass.
        next.fullPass = null;
        next.checkpoint = null;
      }
      case Outcome.Failed failed -> {
        next.lastOutcome = failed;
        next.failuresInARow = failuresInARow + 1;
      }
      case Outcome.Lost lost -> {
        next.lastOutcome = lost;
        next.failuresInARow = failuresInARow + 1;
      }
      case Outcome.Cancelled cancelled -> {
        // A cancelled run says nothing about the data: the last real outcome stays.
      }
    }
    return next.done();
  }

  /** Closes the run if its worker was lost; otherwise nothing changes. */
  public Sync lost(Instant now) {
    return currentRun instanceof CurrentRun.Working working && working.lost(now)
        ? finished(new Outcome.Lost(working.leaseUntil()))
        : this;
  }

  /** Asks for a run now; one that is active is joined, for a sync never has two. */
  public Triggering trigger(RunId fresh, boolean full, Instant now) {
    if (currentRun.lost(now)) {
      return lost(now).trigger(fresh, full, now);
    }
    if (!(hold instanceof Hold.None)) {
      return new Triggering.Held(hold);
    }
    Optional<RunId> active = currentRun.id();
    if (active.isPresent()) {
      return new Triggering.Joined(active.get());
    }
    Draft next = new Draft(this);
    next.currentRun = new CurrentRun.Queued(fresh, now, full);
    return new Triggering.Queued(next.done(), fresh);
  }

  /** The run is to stop: a worker is asked to, and a run without one is over at once. */
  public Sync cancelled() {
    Draft next = new Draft(this);
    next.currentRun =
        switch (currentRun) {
          case CurrentRun.Running r ->
              new CurrentRun.Cancelling(
                  r.run(), r.token(), r.startedAt(), r.leaseUntil(), r.attempt());
          case CurrentRun.Cancelling c -> c;
          case CurrentRun.None none -> none;
          case CurrentRun.Queued queued -> new CurrentRun.None();
          case CurrentRun.Waiting waiting -> new CurrentRun.None();
        };
    return next.done();
  }

  /** Nothing runs by itself from now on; a worker that is at it is asked to stop. */
  public Sync held(Hold reason) {
    Draft next = new Draft(cancelled());
    next.hold = reason;
    return next.done();
  }

  /** Nothing holds the sync any more, and a run is to start at once unless one is active. */
  public Sync released(RunId fresh, Instant now) {
    Draft next = new Draft(this);
    next.hold = new Hold.None();
    next.currentRun =
        currentRun.id().isPresent() ? currentRun : new CurrentRun.Queued(fresh, now, false);
    return next.done();
  }

  /**
   * New credentials are there: what the system held for the old ones runs again at once. A user's
   * pause stays.
   */
  public Sync reconnected(RunId fresh, Instant now) {
    return hold instanceof Hold.PausedByUser ? this : released(fresh, now);
  }

  /** The same sync with another schedule or mode; what runs goes on. */
  public Sync rescheduled(Schedule newSchedule, SyncMode newMode) {
    Draft next = new Draft(this);
    next.schedule = newSchedule;
    next.mode = newMode;
    return next.done();
  }

  /**
   * Starts over in a new epoch: a worker that is at it can no longer write, and a full pass is
   * queued.
   */
  public Sync reset(RunId fresh, Instant now) {
    Draft next = new Draft(this);
    next.currentRun = new CurrentRun.Queued(fresh, now, true);
    next.lastOutcome = null;
    next.lastSucceededAt = null;
    next.lastDataAt = null;
    next.checkpoint = null;
    next.fullPass = null;
    next.failuresInARow = 0;
    next.epoch = epoch + 1;
    return next.done();
  }
}
