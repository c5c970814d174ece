package dev.tidemark.postgres.retention;

import dev.tidemark.postgres.jdbc.Database;
import java.util.function.Supplier;

/** Work in short transactions, which one node at a time is at. */
final class Batches {
  /** How many rows go in one transaction at most. */
  static final int ROWS = 500;

  private Batches() {}

  /**
   * What a transaction has done.
   *
   * @param gone how many rows went
   * @param more whether there may be more to do
   */
  record Batch(int gone, boolean more) {
    static final Batch NOTHING = new Batch(0, false);
  }

  /**
   * Does the work until there is no more to do, or another node is at it.
   *
   * @return how many rows went
   */
  static int run(Database database, String what, Supplier<Batch> work) {
    int gone = 0;
    Batch batch;
    do {
      batch = database.perform(() -> alone(database, what) ? work.get() : Batch.NOTHING);
      gone += batch.gone;
    } while (batch.more);
    return gone;
  }

  /** Whether no other transaction is at it, until this one ends. */
  private static boolean alone(Database database, String what) {
    return database
        .find(
            "select pg_try_advisory_xact_lock(hashtextextended(?, 0)) as alone",
            row -> row.truth("alone"),
            "retention " + what)
        .orElse(false);
  }
}
