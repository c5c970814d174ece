package dev.tidemark.domain.sync;

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
 * @param scheduledFrom what the schedule counts from: when the last run began or was asked to stop,
 *     or the sync was created
 * @param checkpoint where the next page starts; null before the first page of a full pass
 * @param fullPass the generation of a full pass that is under way, named by the run that began it
 * @param lastFullPassAt when the last complete full pass of this epoch ended
 * @param token the highest fencing token handed out
 * @param noticedAt when the provider last said by itself that something has changed; null if it
 *     never did
 * @param failuresInARow runs that did not succeed since the last that did, was cancelled, or got
 *     further than one that was lost: what a comeback before the schedule counts from
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
    Instant scheduledFrom,
    @Nullable Checkpoint checkpoint,
    @Nullable RunId fullPass,
    @Nullable Instant lastFullPassAt,
    @Nullable Instant noticedAt,
    FencingToken token,
    int failuresInARow,
    int epoch) {
  /** Refuses facts that contradict each other. */
  public Sync {
    if (lastOutcome instanceof Outcome.Succeeded success && !success.at().equals(lastSucceededAt)) {
      throw new IllegalArgumentException(
          "%s: the last outcome succeeded at %s, but the last success is said to be %s"
              .formatted(id, success.at(), lastSucceededAt));
    }
    if (lastOutcome == null && lastSucceededAt != null) {
      throw new IllegalArgumentException(
          id + ": no run has an outcome, but the last success is said to be " + lastSucceededAt);
    }
    if (failuresInARow < 0 || epoch < 1) {
      throw new IllegalArgumentException(
          "%s: failures are from 0 and epochs from 1, but were %d, %d"
              .formatted(id, failuresInARow, epoch));
    }
  }

  /** A new sync whose first run is to start at once. */
  public static Sync create(
      SyncId id, Schedule schedule, SyncMode mode, RunId firstRun, Instant now) {
    return create(
        id, schedule, mode, new Hold.None(), new CurrentRun.Queued(firstRun, now, true), now);
  }

  /** A new sync that runs only once a step of the connection's setup is done. */
  public static Sync awaiting(
      String step, SyncId id, Schedule schedule, SyncMode mode, Instant now) {
    return create(
        id, schedule, mode, new Hold.AwaitingSetup(step, now), new CurrentRun.None(), now);
  }

  private static Sync create(
      SyncId id, Schedule schedule, SyncMode mode, Hold hold, CurrentRun currentRun, Instant now) {
    return new Sync(
        id,
        schedule,
        mode,
        hold,
        currentRun,
        null,
        null,
        null,
        now,
        null,
        null,
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
   * When the sync will next be claimed; empty exactly when nothing will run by itself. An instant
   * that has passed means at once, or as soon as the run that is active ends. What a lost run leads
   * to is known when it is closed: {@code lost(now).nextRun()}.
   */
  public Optional<Instant> nextRun() {
    return NextRun.of(this);
  }

  /** Whether that lease is the one that may write now. */
  public boolean heldBy(Lease lease) {
    return currentRun instanceof CurrentRun.Working working
        && working.token().equals(lease.token())
        && working.run().equals(lease.run());
  }

  /**
   * Begins the run that is queued, or waits and is due, or a new one, and takes the lease. A run
   * whose worker was lost is closed first, and nothing begins.
   *
   * @param fresh names the run if it is a new one
   */
  public Beginning begin(RunId fresh, Instant now, Instant leaseUntil) {
    return BeginRun.of(this, fresh, now, leaseUntil);
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
   * A page is stored. A run that gets further than the one that was lost before is not the reason
   * why that was lost.
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
    if (lastOutcome instanceof Outcome.Lost && !reached.equals(checkpoint)) {
      // It is not this run that kills its workers: the next one comes later, from here.
      next.failuresInARow = 0;
    }
    return next.done();
  }

  /**
   * The run gives its worker back and goes on later from the checkpoint; if it was asked to stop,
   * it is over instead.
   *
   * @param startOver whether it goes on with a full pass from the beginning
   */
  public Sync suspended(CurrentRun.Waiting waiting, boolean startOver) {
    Draft next = new Draft(this);
    next.currentRun = currentRun instanceof CurrentRun.Cancelling ? new CurrentRun.None() : waiting;
    if (startOver) {
      next.checkpoint = null;
      next.fullPass = waiting.run();
    }
    return next.done();
  }

  /** The run is over. */
  public Sync finished(Outcome outcome) {
    return EndRun.of(this, outcome);
  }

  /** Closes the run if its worker was lost; otherwise nothing changes. */
  public Sync lost(Instant now) {
    return currentRun instanceof CurrentRun.Working working && working.lost(now)
        ? finished(working.outcomeIfLost())
        : this;
  }

  /**
   * Asks for a run now; one that is active is joined, for a sync never has two. A run that is being
   * cancelled cannot stand for the wish: its worker can no longer write, and another is queued.
   */
  public Triggering trigger(RunId fresh, boolean full, Instant now) {
    return TriggerRun.of(this, fresh, full, now);
  }

  /**
   * Whether the run that is active, or else the next one, reads everything, as far as that is known
   * now.
   */
  public boolean readsAll(Instant now) {
    return fullPass != null || beginsFullPass(now);
  }

  /** Whether a run that begins now begins with a full pass. */
  boolean beginsFullPass(Instant now) {
    return switch (currentRun) {
      case CurrentRun.Working working -> false;
      case CurrentRun.Waiting waiting -> false;
      case CurrentRun.Queued queued -> queued.full() || fullPassDue(now);
      case CurrentRun.None none -> fullPassDue(now);
    };
  }

  private boolean fullPassDue(Instant now) {
    return checkpoint == null || mode.fullPassDue(lastFullPassAt, now);
  }

  /** The run that is active and was not asked to stop. */
  Optional<RunId> lasting() {
    return currentRun instanceof CurrentRun.Cancelling ? Optional.empty() : currentRun.id();
  }

  Sync queued(RunId fresh, boolean full, Instant now) {
    Draft next = new Draft(this);
    next.currentRun = new CurrentRun.Queued(fresh, now, full);
    return next.done();
  }

  /**
   * The run is to stop: a worker is asked to, and a run without one is over at once. The sync comes
   * back by its schedule, counted from now, and not because an earlier run failed.
   */
  public Sync cancelled(Instant now) {
    if (currentRun instanceof CurrentRun.None || currentRun instanceof CurrentRun.Cancelling) {
      return this;
    }
    Draft next = new Draft(lost(now));
    next.scheduledFrom = now;
    next.failuresInARow = 0;
    next.currentRun =
        next.currentRun instanceof CurrentRun.Running r
            ? new CurrentRun.Cancelling(
                r.run(), r.token(), r.startedAt(), r.leaseUntil(), r.attempt())
            : new CurrentRun.None();
    return next.done();
  }

  /**
   * The provider says by itself that something has changed: a run follows soon. However often it is
   * said, one run stands for all that was said before it began; what is said while a run is at it
   * leads to another one. A sync whose last run failed comes back by its own rule, if it has one,
   * and one that is cancelled by its schedule. Nothing changes while the sync is held, for it runs
   * when it is released.
   */
  public Sync noticed(Instant now) {
    if (hold instanceof Hold.Reason || currentRun instanceof CurrentRun.Queued || isNoticed()) {
      return this;
    }
    Draft next = new Draft(this);
    next.noticedAt = now;
    return next.done();
  }

  /** Whether something was said to have changed since the last run began. */
  boolean isNoticed() {
    return noticedAt != null && noticedAt.isAfter(scheduledFrom);
  }

  /**
   * Nothing runs from now on; a worker that is at it is asked to stop. A user's pause outlasts what
   * the system does, and setup that is still to be done outlasts both.
   */
  public Sync held(Hold.Reason reason) {
    Draft next = new Draft(cancelled(reason.at()));
    if (hold.rank() <= reason.rank()) {
      next.hold = reason;
    }
    return next.done();
  }

  /**
   * Nothing holds the sync any more, and a run is to start at once unless one is active. A run that
   * is still being cancelled does not count: its worker can no longer write.
   */
  public Sync released(RunId fresh, Instant now) {
    Sync closed = lost(now);
    Draft next =
        new Draft(closed.lasting().isPresent() ? closed : closed.queued(fresh, false, now));
    next.hold = new Hold.None();
    return next.done();
  }

  /**
   * New credentials are there: what the system held for the old ones runs again at once, and reads
   * everything, for they may be those of another account. A worker that is at it with the old ones
   * can no longer write. A user's pause stays, and so does setup that is still to be done.
   */
  public Sync reconnected(RunId fresh, Instant now) {
    return switch (hold) {
      case Hold.None none -> overtaken(fresh, now);
      case Hold.HaltedBySystem halted -> overtaken(fresh, now);
      case Hold.PausedByUser paused -> this;
      case Hold.AwaitingSetup awaiting -> this;
    };
  }

  private Sync overtaken(RunId fresh, Instant now) {
    Draft next = new Draft(lost(now).queued(fresh, true, now));
    next.hold = new Hold.None();
    return next.done();
  }

  /** A step of the connection's setup is done: what waited for it runs at once. */
  public Sync stepDone(String step, RunId fresh, Instant now) {
    return hold instanceof Hold.AwaitingSetup awaiting && awaiting.step().equals(step)
        ? released(fresh, now)
        : this;
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
    next.lastFullPassAt = null;
    next.noticedAt = null;
    next.failuresInARow = 0;
    next.epoch = epoch + 1;
    return next.done();
  }
}
