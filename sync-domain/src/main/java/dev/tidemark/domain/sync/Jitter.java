package dev.tidemark.domain.sync;

import java.time.Duration;
import java.time.Instant;

/**
 * A delay that spreads syncs which would otherwise all be due at once; the same inputs give the
 * same delay.
 */
final class Jitter {
  private static final Duration MOST = Duration.ofMinutes(5);
  private static final int SHARE = 20;

  private Jitter() {}

  /** From zero up to a twentieth of the interval, and never 5 minutes or more. */
  static Duration within(Duration interval, Instant after, long salt) {
    Duration share = interval.dividedBy(SHARE);
    long bound = (share.compareTo(MOST) < 0 ? share : MOST).toMillis();
    if (bound == 0) {
      return Duration.ZERO;
    }
    return Duration.ofMillis(Long.remainderUnsigned(mixed(salt ^ after.toEpochMilli()), bound));
  }

  /**
   * The finalizer of SplitMix64 (Steele, Lea, Flood 2014): nearby inputs give unrelated outputs.
   */
  private static long mixed(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
