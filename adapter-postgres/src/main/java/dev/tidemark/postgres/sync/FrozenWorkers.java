package dev.tidemark.postgres.sync;

import dev.tidemark.postgres.jdbc.Database;
import java.util.List;

/**
 * Workers that stopped in the middle of sending records. Their transactions hold the facts of
 * syncs, and no timeout of PostgreSQL ends them: a {@code COPY} waits for a client that does not go
 * on as long as its machine answers, and heeds nobody but who ends the session.
 */
final class FrozenWorkers {
  private static final System.Logger LOG = System.getLogger(FrozenWorkers.class.getName());

  private final Database database;

  FrozenWorkers(Database database) {
    this.database = database;
  }

  /**
   * Ends sessions that wait for more records longer than a statement may take; the database lets
   * their transactions go.
   */
  void end() {
    List<Boolean> ended =
        database.list(
            """
            select pg_terminate_backend(pid) as ended
            from pg_stat_activity
            where datname = current_database() and usename = current_user
              and state = 'active' and wait_event = 'ClientRead' and query = ?
              and query_start
                < clock_timestamp() - nullif(current_setting('statement_timeout'), '0')::interval
            """,
            row -> row.truth("ended"),
            Records.COPY);
    if (ended.contains(true)) {
      LOG.log(
          System.Logger.Level.WARNING,
          "{0} sessions of workers that do not go on were ended",
          ended.size());
    }
  }
}
