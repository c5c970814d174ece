package dev.tidemark.postgres.retention;

import java.time.Duration;

/**
 * How long rows are kept. Records are not among them: they are the product's data, and go only when
 * the provider says so.
 *
 * @param runs the runs of one sync, each as old as its end
 * @param changes the changes that people made
 * @param events what happened to syncs, of all organizations together
 * @param sessions how long a session to connect a provider can still be asked for when it is over,
 *     from 0
 */
public record RetentionPolicy(Kept runs, Kept changes, Kept events, Duration sessions) {
  /** What the ports promise to keep. */
  private static final int PROMISED_RUNS = 100;

  private static final int PROMISED_CHANGES = 10_000;

  /** Enough for a reader who was away for a moment. */
  private static final int FEWEST_EVENTS = 1_000;

  /** Thirty days of runs, a year of changes, seven days of events. */
  public static final RetentionPolicy DEFAULT =
      new RetentionPolicy(
          new Kept(PROMISED_RUNS, 1_000, Duration.ofDays(30)),
          new Kept(PROMISED_CHANGES, 1_000_000, Duration.ofDays(365)),
          new Kept(FEWEST_EVENTS, 1_000_000, Duration.ofDays(7)),
          Duration.ofHours(1));

  /**
   * How many of the newest are kept.
   *
   * @param least however old they are, from 1
   * @param most however young they are, from {@code least}
   * @param age up to which those between are kept; positive
   */
  public record Kept(int least, int most, Duration age) {
    /** Refuses numbers that contradict each other. */
    public Kept {
      if (least < 1) {
        throw new IllegalArgumentException("at least 1 must be kept, but it was " + least);
      }
      if (most < least) {
        throw new IllegalArgumentException(
            "no more than %d cannot be kept if %d are kept at least".formatted(most, least));
      }
      if (!age.isPositive()) {
        throw new IllegalArgumentException("the age must be positive, but was " + age);
      }
    }
  }

  /** Refuses to keep less than the ports promise. */
  public RetentionPolicy {
    require("runs", runs, PROMISED_RUNS);
    require("changes", changes, PROMISED_CHANGES);
    require("events", events, FEWEST_EVENTS);
    if (sessions.isNegative()) {
      throw new IllegalArgumentException(
          "sessions must be kept for 0 or longer, but it was " + sessions);
    }
  }

  private static void require(String what, Kept kept, int promised) {
    if (kept.least < promised) {
      throw new IllegalArgumentException(
          "at least %d %s must be kept, but it was %d".formatted(promised, what, kept.least));
    }
  }
}
