package dev.tidemark.application.run;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The threads that every node has beside its runs: one beats three times per lease, another looks
 * for lost runs as often.
 */
public final class Housekeeping implements AutoCloseable {
  private static final int BEATS_PER_LEASE = 3;

  private final Heartbeats heartbeats;
  private final RecoverLostRuns recoverLostRuns;
  private final Consumer<RuntimeException> onTrouble;
  private final ScheduledExecutorService beating = oneThread("tidemark-heartbeat");
  private final ScheduledExecutorService recovering = oneThread("tidemark-recovery");
  private final List<Future<?>> rounds = new CopyOnWriteArrayList<>();

  /**
   * Starts nothing yet.
   *
   * @param onTrouble told of what went wrong in a round; the next round comes all the same
   */
  public Housekeeping(
      Heartbeats heartbeats,
      RecoverLostRuns recoverLostRuns,
      Consumer<RuntimeException> onTrouble) {
    this.heartbeats = heartbeats;
    this.recoverLostRuns = recoverLostRuns;
    this.onTrouble = onTrouble;
  }

  /** Starts both threads. */
  public void start() {
    Duration lease = heartbeats.lease();
    rounds.add(again(beating, heartbeats::beatAll, lease.dividedBy(BEATS_PER_LEASE)));
    rounds.add(again(recovering, recoverLostRuns::recover, lease.dividedBy(BEATS_PER_LEASE)));
  }

  private Future<?> again(ScheduledExecutorService executor, Runnable round, Duration pause) {
    Runnable safe =
        () -> {
          try {
            round.run();
          } catch (RuntimeException e) {
            // An exception that got out would end all further rounds without a word.
            onTrouble.accept(e);
          }
        };
    return executor.scheduleWithFixedDelay(safe, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static ScheduledExecutorService oneThread(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        task -> Thread.ofPlatform().name(name).daemon().unstarted(task));
  }

  /** Ends both threads after the round they are at. */
  @Override
  public void close() {
    rounds.forEach(round -> round.cancel(false));
    beating.shutdown();
    recovering.shutdown();
  }
}
