package dev.tidemark.connectors.rate;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The rate at which one connection may send requests: evenly spaced, and not at all until the time
 * a provider named. A reader waits here for less than a second; for longer it is told when to come
 * back.
 */
public final class RateBudget {
  private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private boolean paced;
  private long nextSlot;
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
   * Asks to send one request, and takes its place in the spacing when granted.
   *
   * @param spacing the least time between two requests; zero for none
   * @throws InterruptedException when interrupted while waiting for the place
   */
  public Permit acquire(Duration spacing) throws InterruptedException {
    long wait;
    synchronized (this) {
      Instant now = clock.instant();
      if (heldUntil != null && heldUntil.isAfter(now)) {
        return new Permit.Held(heldUntil);
      }
      heldUntil = null;
      long nanos = nanoTime.getAsLong();
      wait = paced ? Math.max(0, nextSlot - nanos) : 0;
      if (wait >= LONGEST_WAIT_NANOS) {
        return new Permit.Held(now.plusNanos(wait));
      }
      if (!spacing.isZero()) {
        nextSlot = nanos + wait + spacing.toNanos();
        paced = true;
      }
    }
    TimeUnit.NANOSECONDS.sleep(wait);
    return new Permit.Granted();
  }

  /** The provider told this connection not to ask again before then. */
  public synchronized void hold(Instant until) {
    if (heldUntil == null || until.isAfter(heldUntil)) {
      heldUntil = until;
    }
  }

  synchronized void join() {
    users++;
  }

  synchronized void leave() {
    users--;
  }

  /** Whether nobody uses it and nothing would be forgotten with it. */
  synchronized boolean disposable() {
    boolean held = heldUntil != null && heldUntil.isAfter(clock.instant());
    boolean spaced = paced && nextSlot > nanoTime.getAsLong();
    return users == 0 && !held && !spaced;
  }
}
