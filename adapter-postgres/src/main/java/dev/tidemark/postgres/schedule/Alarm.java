package dev.tidemark.postgres.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Rings when somebody should look for what is due, and not before. It never asks the database:
 * whoever looks tells what was found, and whoever schedules tells when.
 */
final class Alarm {
  /** Between two rings, so that one look finds what many asked for. */
  private static final Duration GAP = Duration.ofMillis(50);

  /** The clock may be set forward meanwhile. */
  private static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final Runnable ring;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread thread =
      Thread.ofPlatform().daemon().name("sync-alarm").unstarted(this::run);

  /** The earliest instant that is known. */
  private @Nullable Instant next;

  /** Something is due, as far as is known, and waits for a slot. */
  private boolean wanted;

  /** A slot has become free since the last ring. */
  private boolean freed;

  private long rings;

  /** By {@link System#nanoTime}. */
  private long quietUntil = System.nanoTime();

  private boolean stopped;

  Alarm(InstantSource clock, Runnable ring) {
    this.clock = clock;
    this.ring = ring;
  }

  /**
   * Somebody looks for what is due.
   *
   * @param rings how often it had rung before
   */
  record Look(long rings) {}

  void start() {
    thread.start();
  }

  void stop() {
    lock.lock();
    try {
      stopped = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Something is due then. */
  void dueAt(Instant at) {
    lock.lock();
    try {
      if (next == null || at.isBefore(next)) {
        next = at;
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** A handler has returned. */
  void slotFreed() {
    lock.lock();
    try {
      freed = true;
      if (wanted) {
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** To be told before looking: what is scheduled from now on may not be seen. */
  Look look() {
    lock.lock();
    try {
      next = null;
      return new Look(rings);
    } finally {
      lock.unlock();
    }
  }

  /** Nothing is left that is due; the next is due then. */
  void nothingLeft(Look look, Optional<Instant> earliest) {
    lock.lock();
    try {
      if (look.rings() == rings) {
        wanted = false;
      }
      earliest.ifPresent(this::dueAt);
    } finally {
      lock.unlock();
    }
  }

  /** Something is left that is due, and the next handler that returns makes room for it. */
  void waitsForSlot() {
    lock.lock();
    try {
      wanted = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Nothing can be claimed so long. */
  void quiet(Duration pause) {
    lock.lock();
    try {
      quietUntil = System.nanoTime() + pause.toNanos();
      dueAt(clock.instant().plus(pause));
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    lock.lock();
    try {
      while (!stopped) {
        long nanos = nanosLeft();
        if (nanos > 0) {
          changed.awaitNanos(nanos);
        } else {
          rings++;
          next = null;
          freed = false;
          // Whoever looks may find all slots taken and tell nothing.
          wanted = true;
          quietUntil = System.nanoTime() + GAP.toNanos();
          ring.run();
        }
      }
    } catch (InterruptedException e) {
      // Nobody has this thread to interrupt it.
      throw new IllegalStateException("the alarm was interrupted", e);
    } finally {
      lock.unlock();
    }
  }

  private long nanosLeft() {
    Duration left = wanted && freed ? Duration.ZERO : untilNext();
    return Math.max(left.toNanos(), quietUntil - System.nanoTime());
  }

  private Duration untilNext() {
    if (next == null) {
      return LONGEST_SLEEP;
    }
    Duration left = Duration.between(clock.instant(), next);
    return left.compareTo(LONGEST_SLEEP) < 0 ? left : LONGEST_SLEEP;
  }
}
