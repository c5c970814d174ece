package dev.tidemark.connectors.rate;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The rate at which one connection may send requests: at its pace, and not at all until the time a
 * provider named. A reader waits here for less than a second; for longer it is told when to come
 * back.
 */
public final class RateBudget {
  private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** A provider that names years is not taken at its word. */
  private static final Duration LONGEST_HOLD = Duration.ofHours(1);

  /** How much later than its place a reader may be told to come back, behind others. */
  private static final long LONGEST_QUEUE_NANOS = TimeUnit.HOURS.toNanos(1);

  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final Lock lock = new ReentrantLock();
  private final Condition told = lock.newCondition();
  private boolean paced;
  private long nextSlot;
  private boolean promised;
  private long nextPromise;
  private @Nullable Instant heldUntil;
  private int users;

  RateBudget(InstantSource clock, LongSupplier nanoTime) {
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /** The answer to a reader that wants to send. */
  public sealed interface Permit {
    /** It may send now. */
    record Granted() implements Permit {}

    /** It must not send before that instant. */
    record Held(Instant until) implements Permit {}
  }

  /**
   * Asks to send one request, and takes its place when granted.
   *
   * @throws InterruptedException when interrupted while waiting for the place
   */
  public Permit acquire(Pace pace) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      Optional<Instant> held = held();
      if (held.isPresent()) {
        return new Permit.Held(held.get());
      }
      long nanos = nanoTime.getAsLong();
      long spacing = pace.spacing().toNanos();
      long saved = spacing * (pace.burst() - 1);
      // When all that is saved has been used up, a request is due when it has been earned.
      long due = paced && nextSlot - nanos > 0 ? nextSlot : nanos;
      long wait = Math.max(0, due - saved - nanos);
      if (wait >= LONGEST_WAIT_NANOS) {
        return new Permit.Held(clock.instant().plusNanos(promise(nanos, wait, spacing)));
      }
      if (spacing > 0) {
        nextSlot = due + spacing;
        paced = true;
      }
      while (wait > 0 && held().isEmpty()) {
        wait = told.awaitNanos(wait);
      }
      return held().<Permit>map(Permit.Held::new).orElseGet(Permit.Granted::new);
    } finally {
      lock.unlock();
    }
  }

  /**
   * In how many nanoseconds a reader is to come back. Each is told another time: of those that come
   * back together, all but one would be sent away again. No place is kept for it, for it may never
   * come.
   */
  private long promise(long now, long wait, long spacing) {
    long free = promised ? Math.max(wait, nextPromise - now) : wait;
    long told = Math.min(free, wait + LONGEST_QUEUE_NANOS);
    nextPromise = now + told + spacing;
    promised = true;
    return told;
  }

  /** Until when the provider told this connection not to ask, if that is to come. */
  public Optional<Instant> heldUntil() {
    lock.lock();
    try {
      return held();
    } finally {
      lock.unlock();
    }
  }

  /** Until when nothing may be sent, if that is to come. */
  private Optional<Instant> held() {
    return Optional.ofNullable(heldUntil).filter(until -> until.isAfter(clock.instant()));
  }

  /**
   * The provider told this connection not to ask again before then; who waits is told at once. It
   * is asked again after an hour, whatever it said.
   */
  public void hold(Instant named) {
    locked(() -> {
      Instant latest = clock.instant().plus(LONGEST_HOLD);
      Instant until = named.isAfter(latest) ? latest : named;
      if (heldUntil == null || until.isAfter(heldUntil)) {
        heldUntil = until;
        told.signalAll();
      }
    });
  }

  void join() {
    locked(() -> users++);
  }

  void leave() {
    locked(() -> users--);
  }

  /** Whether nobody uses it and nothing would be forgotten with it. */
  boolean disposable() {
    lock.lock();
    try {
      boolean spaced = paced && nextSlot - nanoTime.getAsLong() > 0;
      return users == 0 && held().isEmpty() && !spaced;
    } finally {
      lock.unlock();
    }
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
    } finally {
      lock.unlock();
    }
  }
}
