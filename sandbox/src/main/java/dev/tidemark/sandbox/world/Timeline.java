package dev.tidemark.sandbox.world;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Plays the happenings of all cycles in the order of time, each exactly once. */
final class Timeline {
  private static final long YEAR = Duration.ofDays(365).toMillis();
  private static final int JITTER = 600;

  /** The next happening of a cycle; those of one millisecond go by the order of the cycles. */
  private record Due(long at, int order, int step) {}

  private final long seed;
  private final long epoch;
  private final double growth;
  private final List<Cycle> cycles;
  private final PriorityQueue<Due> queue =
      new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingInt(Due::order));

  Timeline(Origin origin, List<Cycle> cycles) {
    this.seed = origin.seed();
    this.epoch = origin.epoch().toEpochMilli();
    this.growth = origin.growth();
    this.cycles = List.copyOf(cycles);
    for (int order = 0; order < cycles.size(); order++) {
      enqueue(order, 0);
    }
  }

  void advanceTo(Instant now) {
    long time = now.toEpochMilli();
    for (Due due = queue.peek(); due != null && due.at() <= time; due = queue.peek()) {
      queue.remove();
      Cycle cycle = cycles.get(due.order());
      cycle.happening().at(Instant.ofEpochMilli(due.at()), Dice.of(seed, cycle.name(), due.step()));
      enqueue(due.order(), due.step() + 1);
    }
  }

  private void enqueue(int order, int step) {
    Cycle cycle = cycles.get(order);
    if (step < cycle.past()) {
      double gap = (double) YEAR / cycle.past();
      long since = (long) ((step + cycle.lead() + (step == 0 ? 0 : jitter(cycle, step))) * gap);
      queue.add(new Due(epoch - YEAR + Math.min(since, YEAR), order, step));
    } else if (growth > 0) {
      double gap = cycle.every().toMillis() / growth;
      long since = (long) ((step - cycle.past() + 0.2 + jitter(cycle, step)) * gap);
      queue.add(new Due(epoch + since, order, step));
    }
  }

  /** From 0 to 0.6 of an interval, so that a cycle never overtakes itself. */
  private double jitter(Cycle cycle, int step) {
    return Dice.of(seed, cycle.name() + " jitter", step).below(JITTER) / 1000.0;
  }
}
