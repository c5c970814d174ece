package dev.tidemark.domain.sync;

import java.time.Duration;

/** A delay that doubles with every failure in a row, up to a limit. */
public record BackOff(Duration first, Duration most) {
  /** Refuses delays that are not positive, or a limit below the first delay. */
  public BackOff {
    if (!first.isPositive() || most.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "a back-off grows from a positive delay, but was " + first + " to " + most);
    }
  }

  /** The delay after so many failures in a row; from 1. */
  public Duration after(int failures) {
    Duration delay = first;
    for (int i = 1; i < failures && delay.compareTo(most) < 0; i++) {
      delay = delay.multipliedBy(2);
    }
    return delay.compareTo(most) < 0 ? delay : most;
  }
}
