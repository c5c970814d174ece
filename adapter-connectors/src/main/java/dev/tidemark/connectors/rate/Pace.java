package dev.tidemark.connectors.rate;

import dev.tidemark.connectors.document.Component;
import java.time.Duration;

/**
 * How fast requests may follow each other.
 *
 * @param spacing the time in which one request is earned; zero for no limit
 * @param burst how many may be earned and not used: so many go out at once
 */
public record Pace(Duration spacing, int burst) {
  /** As fast as they come. */
  public static final Pace UNLIMITED = new Pace(Duration.ZERO, 1);

  private static final int LARGEST_BURST = 1_000_000;

  /** Refuses a negative spacing and an empty burst. */
  public Pace {
    if (spacing.isNegative() || burst < 1) {
      throw new IllegalArgumentException(
          "a pace has a spacing of at least 0 and a burst of at least 1, but was %s and %d"
              .formatted(spacing, burst));
    }
  }

  /** Reads a rate budget: a number per second, or a bucket. */
  public static Pace load(Component budget) {
    Object rate = budget.value("requests_per_second");
    Object requests = budget.value("requests");
    if ((rate == null) == (requests == null)) {
      budget.refuse("requests_per_second", "give either it or requests and per");
      budget.value("per");
      budget.done();
      return UNLIMITED;
    }
    Pace pace = rate == null ? bucket(budget) : even(budget, rate);
    budget.done();
    return pace;
  }

  private static Pace even(Component budget, Object rate) {
    if (rate instanceof Number number
        && number.doubleValue() >= 0.001
        && number.doubleValue() <= 10_000) {
      return new Pace(Duration.ofNanos((long) (1e9 / number.doubleValue())), 1);
    }
    budget.refuse("requests_per_second", "must be a number from 0.001 to 10000");
    return UNLIMITED;
  }

  private static Pace bucket(Component budget) {
    int requests = budget.integer("requests").orElse(0);
    Duration per = budget.duration("per").orElse(Duration.ZERO);
    if (requests < 1 || requests > LARGEST_BURST) {
      budget.refuse("requests", "must be a whole number from 1 to " + LARGEST_BURST);
      return UNLIMITED;
    }
    Duration spacing = per.dividedBy(requests);
    return spacing.isZero() ? UNLIMITED : new Pace(spacing, requests);
  }
}
