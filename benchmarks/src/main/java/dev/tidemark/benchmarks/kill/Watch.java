package dev.tidemark.benchmarks.kill;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Looks at the database all the time. */
final class Watch implements Runnable {
  private static final int PAUSE_MILLIS = 200;

  private final Connection connection;
  private final Trail trail;
  private final Ledger ledger;
  private final Statuses statuses;
  private final Violations violations;
  private final PrintStream details;
  private volatile boolean stopped;

  /**
   * @param details gets a line for each session that waits long
   */
  Watch(
      Connection connection,
      Trail trail,
      Ledger ledger,
      Statuses statuses,
      Violations violations,
      PrintStream details) {
    this.connection = connection;
    this.trail = trail;
    this.ledger = ledger;
    this.statuses = statuses;
    this.violations = violations;
    this.details = details;
  }

  void stop() {
    stopped = true;
  }

  @Override
  public void run() {
    try {
      while (!stopped) {
        look();
        Thread.sleep(PAUSE_MILLIS);
      }
      // What was committed before the last look began.
      look();
    } catch (SQLException | RuntimeException e) {
      violations.add("the watch goes on", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() throws SQLException {
    Map<String, Instant> succeeded = new HashMap<>();
    Rows.list(
        connection,
        """
        select concat_ws('/', organization, provider, model) as name, last_succeeded_at from syncs
        where last_succeeded_at is not null
        """,
        row -> succeeded.put(row.getString("name"), Rows.instant(row, "last_succeeded_at")));
    statuses.sampled(new Statuses.Sample(Instant.now(), succeeded));
    ledger.take(trail.take());
    Rows.list(
            connection,
            """
            select concat_ws(' ', a.application_name, a.pid, a.wait_event, a.state,
              now() - a.query_start, left(a.query, 60), '<-', b.application_name, b.pid, b.state,
              now() - b.state_change, left(b.query, 60)) as waiting
            from pg_stat_activity a cross join lateral unnest(pg_blocking_pids(a.pid)) by (pid)
            join pg_stat_activity b on b.pid = by.pid
            where a.wait_event_type = 'Lock' and now() - a.query_start > interval '1 s'
            """,
            row -> row.getString("waiting"))
        .forEach(waiting -> details.printf("%s waits: %s%n", Instant.now(), waiting));
    long twice =
        Rows.number(
            connection,
            """
            select count(*) from (
              select dataset from runs where outcome is null group by dataset having count(*) > 1) d
            """);
    if (twice > 0) {
      violations.add("one active run", twice + " datasets have two");
    }
  }
}
