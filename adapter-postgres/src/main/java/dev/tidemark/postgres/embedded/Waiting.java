package dev.tidemark.postgres.embedded;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for what nobody tells us of. */
final class Waiting {
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

  private Waiting() {}

  /** Whether the condition came true in time; an interrupt ends neither it nor the wait. */
  static boolean until(BooleanSupplier condition, Duration patience) {
    long began = System.nanoTime();
    boolean interrupted = false;
    boolean met = condition.getAsBoolean();
    while (!met && System.nanoTime() - began < patience.toNanos()) {
      LockSupport.parkNanos(PAUSE);
      // parkNanos returns at once while the flag is set.
      interrupted |= Thread.interrupted();
      met = condition.getAsBoolean();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return met;
  }
}
