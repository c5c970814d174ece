package dev.tidemark.postgres.connection;

import dev.tidemark.postgres.jdbc.Database;

/**
 * How a table was read: by the server's own count, of what it did and not of what it planned.
 *
 * @param whole how often it was read from its beginning to its end
 * @param rows how many of its rows were looked at
 */
public record Scans(long whole, long rows) {
  /** What the work reads of a table of the database. */
  public static Scans of(Database database, String table, Runnable work) {
    // More often than the driver waits before it prepares a statement on the server, and the server
    // before it may keep one plan for any values.
    for (int i = 0; i < 12; i++) {
      database.perform(work);
    }
    return database.perform(() -> {
      Scans before = now(database, table);
      work.run();
      Scans after = now(database, table);
      return new Scans(after.whole - before.whole, after.rows - before.rows);
    });
  }

  private static Scans now(Database database, String table) {
    return database
        .find(
            """
            select seq_scan, seq_tup_read + idx_tup_fetch as rows
            from pg_stat_xact_user_tables
            where relname = ?
            """,
            row -> new Scans(row.number("seq_scan"), row.number("rows")),
            table)
        .orElseThrow();
  }
}
