package dev.tidemark.inmemory;

import dev.tidemark.application.sync.SyncScheduler;
import dev.tidemark.domain.sync.SyncId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Wakes syncs in this process, each on a virtual thread of its own. Due instants belong to the
 * store; nothing is claimed before {@link #start} and after {@link #stop}.
 */
public final class InMemorySyncScheduler implements SyncScheduler {
  private final InMemoryTransactions transactions;
  private final Table<SyncId, Instant> dues;
  private final Dispatcher dispatcher;

  InMemorySyncScheduler(InMemoryTransactions transactions, InstantSource clock, int mostAtOnce) {
    this.transactions = transactions;
    this.dispatcher = new Dispatcher(clock, mostAtOnce);
    this.dues = new Table<>(transactions, dispatcher::changed);
  }

  @Override
  public void schedule(SyncId sync, Instant due) {
    transactions.perform(() -> dues.put(sync, due));
  }

  @Override
  public void unschedule(SyncId sync) {
    transactions.perform(() -> dues.remove(sync));
  }

  @Override
  public Optional<Instant> due(SyncId sync) {
    return Optional.ofNullable(dues.get(sync));
  }

  /**
   * Claims syncs from now on and runs the handler for each when it is due. A sync is not claimed
   * again before it is scheduled anew or its handler has returned; if the handler returned and has
   * not scheduled it anew, it is claimed again after a second.
   *
   * @throws IllegalStateException if it is started already
   */
  public void start(Consumer<SyncId> handler) {
    dispatcher.start(handler);
  }

  /**
   * Claims nothing any more. Handlers that run have so long to return and are interrupted then;
   * this method returns without waiting for what they make of it.
   */
  public void stop(Duration patience) {
    dispatcher.stop(patience);
  }
}
