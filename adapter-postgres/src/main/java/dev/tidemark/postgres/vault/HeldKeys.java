package dev.tidemark.postgres.vault;

import dev.tidemark.postgres.jdbc.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;

/**
 * Which keys the nodes hold that work on a database. Each node says so with locks that it shares
 * with all others, one for each key, on a session that it has for as long as it works: whatever
 * becomes of the node, what it said ends with it.
 */
final class HeldKeys {
  /** The first of the two numbers of such a lock, of which the second is the key's id. */
  private static final int KIND = 0x7661756c;

  private HeldKeys() {}

  /** Says on a node's session which keys it holds. */
  static void tell(Connection session, Set<Long> keys) throws SQLException {
    try (PreparedStatement statement =
        session.prepareStatement("select pg_advisory_lock_shared(?, ?)")) {
      for (long key : keys) {
        statement.setInt(1, KIND);
        statement.setInt(2, (int) key);
        statement.execute();
      }
    }
  }

  /** How many nodes hold keys, but not this one. */
  static int nodesWithout(Database database, long key) {
    return database
        .find(
            """
            select count(*) as nodes from (
              select pid from pg_locks
              where locktype = 'advisory' and objsubid = 2 and classid::bigint = ?
                and database = (select oid from pg_database where datname = current_database())
              group by pid having not bool_or(objid::bigint = ?)
            ) lacking
            """,
            row -> Math.toIntExact(row.number("nodes")),
            (long) KIND,
            key)
        .orElseThrow();
  }
}
