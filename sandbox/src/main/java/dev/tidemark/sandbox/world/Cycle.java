package dev.tidemark.sandbox.world;

import java.time.Duration;
import java.time.Instant;

/**
 * Something that happens again and again in an emulated world: a number of times spread over the
 * year before the world's epoch, and from then on about once per interval.
 *
 * @param past how often it happened in the year before the epoch
 * @param lead the part of a past interval that goes by before the first happening, so that things
 *     exist before they are changed
 * @param every the mean interval after the epoch, at growth 1
 */
public record Cycle(String name, int past, double lead, Duration every, Happening happening) {

  /** What happens; it must depend on nothing but its arguments and the world's own state. */
  @FunctionalInterface
  public interface Happening {
    void at(Instant time, Dice dice);
  }

  public Cycle {
    if (past < 0) {
      throw new IllegalArgumentException("past is " + past + ", must not be negative");
    }
    if (!every.isPositive()) {
      throw new IllegalArgumentException("every is " + every + ", must be positive");
    }
  }

  /** A cycle that brings things into being; its first happening is a year before the epoch. */
  public static Cycle creating(String name, int past, Duration every, Happening happening) {
    return new Cycle(name, past, 0, every, happening);
  }

  /** A cycle that changes what others brought into being. */
  public static Cycle changing(String name, int past, Duration every, Happening happening) {
    return new Cycle(name, past, 0.5, every, happening);
  }
}
