package dev.tidemark.postgres.event;

import dev.tidemark.postgres.jdbc.Database;

/**
 * Events that have come from another server, as with a backup. Where fewer transactions have been
 * counted so far than there, their rows would be of transactions that are still to come, and could
 * not be read for long.
 */
final class MovedLog {
  /** A batch takes much less time than a statement may. */
  private static final int BATCH = 10_000;

  private static final String TO_COME = " >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint";

  private static final String MOVED =
      """
      select exists (select from sync_events where place%1$s)
        or exists (select from event_log where gone_place%1$s) as moved
      """
          .formatted(TO_COME);

  private final Database database;

  private MovedLog(Database database) {
    this.database = database;
  }

  /**
   * Puts the rows after all transactions so far, in their order. Cursors from before are none of
   * this log's any more.
   */
  static void settle(Database database) {
    MovedLog log = new MovedLog(database);
    while (log.moved()) {
      database.perform(log::settleSome);
    }
  }

  private boolean moved() {
    return database.find(MOVED, row -> row.truth("moved")).orElseThrow();
  }

  /** Other nodes that start wait for the one row of the log, and may find nothing left to do. */
  private void settleSome() {
    database.find("select name from event_log for update", row -> true);
    if (!moved()) {
      return;
    }
    database.change("update event_log set name = default, gone_place = 0, gone_number = 0");
    database.change(
        """
        update sync_events event set place = pg_current_xact_id()::text::bigint
        from (
          select place, number from sync_events where place%s order by place, number limit ?) moved
        where event.place = moved.place and event.number = moved.number
        """
            .formatted(TO_COME),
        BATCH);
  }
}
