package dev.tidemark.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.postgres.jdbc.Database;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** What nodes on one database know of each other, and when. */
final class Listeners {
  private Listeners() {}

  /** Waits until so many nodes listen to the others. */
  static void await(Database database, int nodes) {
    await(() -> count(database) == nodes);
  }

  private static long count(Database database) {
    return database
        .find(
            """
            select count(*) as listening
            from pg_stat_activity
            where datname = current_database() and application_name = 'tidemark listening'
              and query ilike 'listen%'
            """,
            row -> row.number("listening"))
        .orElseThrow();
  }

  /** Waits for something that comes soon. */
  static void await(BooleanSupplier wanted) {
    for (int i = 0; !wanted.getAsBoolean(); i++) {
      assertThat(i).as("patience").isLessThan(4_000);
      breathe();
    }
  }

  /** Lets others go on for a moment. */
  static void breathe() {
    try {
      boolean never = new CountDownLatch(1).await(5, TimeUnit.MILLISECONDS);
      assert !never;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
