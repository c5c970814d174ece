package dev.tidemark.domain.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How old the data is, measured by the sync's own schedule. */
public enum Freshness {
  /** No run has succeeded yet. */
  NEVER,
  /** The last success is no older than the schedule promises. */
  FRESH,
  /** A success is overdue by more than the grace. */
  LATE,
  /** Two successes in a row are overdue. */
  STALE;

  private static final Duration LEAST_GRACE = Duration.ofSeconds(5);
  private static final Duration MOST_GRACE = Duration.ofMinutes(5);

  /**
   * The freshness at an instant. A success is late one interval plus a grace after the last one;
   * the grace is a tenth of the interval, but 5 seconds at least and 5 minutes at most. Data is
   * stale after two intervals, but never before it is late. Without a schedule it stays fresh.
   */
  public static Freshness of(Schedule schedule, @Nullable Instant lastSucceededAt, Instant now) {
    if (lastSucceededAt == null) {
      return NEVER;
    }
    Optional<Instant> first = schedule.nominal(lastSucceededAt);
    if (first.isEmpty() || now.isBefore(first.get())) {
      return FRESH;
    }
    Instant late = first.get().plus(grace(Duration.between(lastSucceededAt, first.get())));
    if (!now.isAfter(late)) {
      return FRESH;
    }
    Optional<Instant> second = schedule.nominal(first.get());
    boolean stale = second.isPresent() && now.isAfter(second.get());
    return stale ? STALE : LATE;
  }

  private static Duration grace(Duration interval) {
    // Not by dividedBy, which reckons in BigDecimal: this is asked of every model of every status.
    Duration tenth = Duration.ofMillis(interval.toMillis() / 10);
    if (tenth.compareTo(LEAST_GRACE) < 0) {
      return LEAST_GRACE;
    }
    return tenth.compareTo(MOST_GRACE) > 0 ? MOST_GRACE : tenth;
  }
}
