package dev.tidemark.sandbox.world;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * A world that catches up with the clock whenever somebody looks at it. What it holds is touched
 * only inside {@link #at}, by one thread at a time.
 */
public final class Simulation {
  private final ReentrantLock lock = new ReentrantLock();
  private final InstantSource clock;
  private final Timeline timeline;
  private Instant reached = Instant.MIN;

  public Simulation(Origin origin, List<Cycle> cycles) {
    this.clock = origin.clock();
    this.timeline = new Timeline(origin, cycles);
  }

  /**
   * Brings the world up to now and uses it. A clock that was set back does not undo what happened:
   * time in the world then stands still.
   */
  public <R> R at(Function<Instant, R> use) {
    lock.lock();
    try {
      Instant now = clock.instant();
      reached = now.isAfter(reached) ? now : reached;
      timeline.advanceTo(reached);
      return use.apply(reached);
    } finally {
      lock.unlock();
    }
  }
}
