package dev.tidemark.domain.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** When a sync runs by itself. */
public sealed interface Schedule {
  /**
   * The first instant after that one at which a run is due; empty if none ever is.
   *
   * @param salt decides the jitter, which spreads syncs of one schedule; the same salt gives the
   *     same instant
   */
  Optional<Instant> next(Instant after, long salt);

  /** The first instant that the schedule names after that one, without jitter; empty if none. */
  Optional<Instant> nominal(Instant after);

  /** How the schedule reads in a sentence, such as {@code every 1 h}. */
  String inWords();

  /**
   * Again and again, so long after the last run began.
   *
   * @param interval 1 second to 366 days
   */
  record Every(Duration interval) implements Schedule {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(366);

    /** Refuses an interval outside 1 second to 366 days. */
    public Every {
      if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(
            "an interval is 1 second to 366 days, but was " + interval);
      }
    }

    @Override
    public Optional<Instant> next(Instant after, long salt) {
      return nominal(after).map(at -> at.plus(Jitter.within(interval, after, salt)));
    }

    @Override
    public Optional<Instant> nominal(Instant after) {
      return Optional.of(after.plus(interval));
    }

    @Override
    public String inWords() {
      return "every " + Words.of(interval);
    }
  }

  /**
   * At the instants of a cron expression in a time zone. Instants are kept to the minute, without
   * jitter.
   */
  record Cron(CronExpression expression, ZoneId zone) implements Schedule {
    @Override
    public Optional<Instant> next(Instant after, long salt) {
      return nominal(after);
    }

    @Override
    public Optional<Instant> nominal(Instant after) {
      return expression.next(after.atZone(zone)).map(at -> at.toInstant());
    }

    @Override
    public String inWords() {
      return "at '" + expression + "' " + zone;
    }
  }

  /** Only when somebody asks. */
  record Manual() implements Schedule {
    @Override
    public Optional<Instant> next(Instant after, long salt) {
      return Optional.empty();
    }

    @Override
    public Optional<Instant> nominal(Instant after) {
      return Optional.empty();
    }

    @Override
    public String inWords() {
      return "on demand";
    }
  }
}
