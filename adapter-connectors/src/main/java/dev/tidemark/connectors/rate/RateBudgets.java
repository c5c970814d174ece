package dev.tidemark.connectors.rate;

import dev.tidemark.domain.connection.ConnectionId;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/** The rate budget of each connection that is being read, or was told to wait. */
public final class RateBudgets {
  private static final int SWEEP_ABOVE = 4096;

  private final ConcurrentMap<ConnectionId, RateBudget> budgets = new ConcurrentHashMap<>();
  private final InstantSource clock;
  private final LongSupplier nanoTime;

  /** Holds by this clock; spaces by the machine's own. */
  public RateBudgets(InstantSource clock) {
    this(clock, System::nanoTime);
  }

  RateBudgets(InstantSource clock, LongSupplier nanoTime) {
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /** The budget of a connection, kept at least until {@link #release}. */
  public RateBudget borrow(ConnectionId connection) {
    return budgets.compute(
        connection,
        (id, known) -> {
          RateBudget budget = known == null ? new RateBudget(clock, nanoTime) : known;
          budget.join();
          return budget;
        });
  }

  /** Gives a budget back; whatever is of no more use is forgotten. */
  public void release(ConnectionId connection) {
    budgets.computeIfPresent(
        connection,
        (id, budget) -> {
          budget.leave();
          return budget.disposable() ? null : budget;
        });
    if (budgets.size() > SWEEP_ABOVE) {
      budgets.values().removeIf(RateBudget::disposable);
    }
  }

  int size() {
    return budgets.size();
  }
}
