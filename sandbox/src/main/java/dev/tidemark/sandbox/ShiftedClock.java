package dev.tidemark.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** The clock the sandbox was given, set forward by what control asked for. */
final class ShiftedClock implements InstantSource {
  /** Beyond this a world would have to make up millions of objects in one go. */
  private static final Duration LONGEST = Duration.ofDays(31);

  private final InstantSource base;
  private final AtomicReference<Duration> shift = new AtomicReference<>(Duration.ZERO);

  ShiftedClock(InstantSource base) {
    this.base = base;
  }

  @Override
  public Instant instant() {
    return base.instant().plus(shift.get());
  }

  void advance(Duration by) {
    if (!by.isPositive() || by.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "advance is " + by + ", must be positive and at most " + LONGEST.toDays() + " days");
    }
    shift.accumulateAndGet(by, Duration::plus);
  }
}
