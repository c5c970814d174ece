package dev.tidemark.postgres.retention;

import dev.tidemark.postgres.jdbc.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Rows of one table that say themselves until when they are needed. The ports that write them let
 * some go as well, but only while there is something to write.
 *
 * @param delete with the instant before which rows go, and how many go at most
 * @param longer how much longer than they say they are kept
 */
record Expired(Database database, String what, String delete, Duration longer) {

  /** A row that someone is at is left for the next time. */
  static List<Expired> all(Database database, RetentionPolicy policy) {
    return List.of(
        new Expired(
            database,
            "sessions",
            """
            delete from setup_sessions where ctid = any (array (
              select ctid from setup_sessions where expires_at < ?
              order by expires_at limit ? for update skip locked))
            """,
            policy.sessions()),
        new Expired(
            database,
            "deliveries",
            """
            delete from webhook_deliveries where ctid = any (array (
              select ctid from webhook_deliveries where until < ?
              order by until limit ? for update skip locked))
            """,
            Duration.ZERO),
        new Expired(
            database,
            "triggers",
            """
            delete from remembered_triggers where ctid = any (array (
              select ctid from remembered_triggers where until < ?
              order by until limit ? for update skip locked))
            """,
            Duration.ZERO));
  }

  /** Lets the rows go; how many. */
  int prune(Instant now) {
    return Batches.run(
        database,
        what,
        () -> {
          int gone = database.change(delete, now.minus(longer), Batches.ROWS);
          return new Batches.Batch(gone, gone == Batches.ROWS);
        });
  }
}
