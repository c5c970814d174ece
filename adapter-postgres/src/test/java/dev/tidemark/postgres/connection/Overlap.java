package dev.tidemark.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.postgres.jdbc.Database;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Two transactions of which the second begins before the first ends. */
public final class Overlap {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  private Overlap() {}

  /**
   * Commits the first only when the second is done, or waits for the first.
   *
   * @return whether the second waits
   */
  public static boolean of(Database database, Runnable first, Runnable second) {
    CompletableFuture<Boolean> other = new CompletableFuture<>();
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .unstarted(() -> {
              try {
                database.perform(second);
                other.complete(true);
              } catch (RuntimeException e) {
                other.completeExceptionally(e);
              }
            });
    boolean waits =
        database.perform(() -> {
          first.run();
          thread.start();
          return waits(database, other);
        });
    assertThat(other).as("the second").succeedsWithin(20, TimeUnit.SECONDS);
    return waits;
  }

  private static boolean waits(Database database, CompletableFuture<Boolean> other) {
    long start = System.nanoTime();
    while (!other.isDone()) {
      if (somebodyWaits(database)) {
        return true;
      }
      if (System.nanoTime() - start > PATIENCE_NANOS) {
        throw new AssertionError("the second is neither done nor waits");
      }
      LockSupport.parkNanos(1_000_000);
    }
    return false;
  }

  /** Whether a session waits for another, also if that is asked in a transaction. */
  public static boolean somebodyWaits(Database database) {
    // In a transaction the server would go on telling of the sessions that it has told of before.
    database.find("select pg_stat_clear_snapshot()::text as cleared", row -> true);
    return database
        .find(
            """
            select 1 as one
            from pg_stat_activity
            where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0
            """,
            row -> true)
        .isPresent();
  }
}
