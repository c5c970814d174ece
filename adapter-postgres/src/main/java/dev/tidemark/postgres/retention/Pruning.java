package dev.tidemark.postgres.retention;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Prunes again and again, on a thread of its own. */
public final class Pruning implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Pruning.class.getName());
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofMinutes(10);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().name("tidemark-pruning").daemon().unstarted(task));
  private final Retention retention;
  private final Future<?> rounds;

  private Pruning(Retention retention) {
    this.retention = retention;
    this.rounds =
        thread.scheduleWithFixedDelay(
            this::prune, FIRST.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Begins a minute from now, and then every ten minutes. */
  public static Pruning begin(Retention retention) {
    return new Pruning(retention);
  }

  private void prune() {
    try {
      int gone = retention.prune();
      if (gone > 0) {
        LOG.log(Level.INFO, "{0} rows that were kept long enough are gone", gone);
      }
    } catch (RuntimeException e) {
      // An exception that got out would end all further rounds without a word.
      LOG.log(Level.WARNING, "a round of pruning failed: {0}", e.getMessage());
    }
  }

  /** Ends after the batch that it is at. */
  @Override
  public void close() {
    rounds.cancel(false);
    thread.shutdown();
  }
}
