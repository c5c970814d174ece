package dev.tidemark.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.postgres.jdbc.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DatabasePoolTest {
  /** As nodes have it unless somebody knows better. */
  private static final Duration LEASE = Duration.ofSeconds(15);

  private final Database database = new Database(TestStore.pool(getClass()));

  private Duration setting(String name) {
    return Duration.ofMillis(
        database
            .find(
                "select setting::bigint as millis from pg_settings where name = ?",
                row -> row.number("millis"),
                name)
            .orElseThrow());
  }

  @Test
  void keepsOthersFromRowsForLessThanALeaseIfItsNodeStopsInATransaction() {
    assertThat(setting("idle_in_transaction_session_timeout")).isPositive().isLessThan(LEASE);
  }

  @Test
  void waitsNeitherForLocksNorForStatementsForEver() {
    assertThat(setting("lock_timeout")).isPositive().isLessThan(LEASE);
    assertThat(setting("statement_timeout"))
        .isPositive()
        .isLessThanOrEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void waitsForTheNetworkALittleLongerThanForAStatement() throws SQLException {
    try (Connection session = TestStore.pool(getClass()).getConnection()) {
      assertThat(Duration.ofMillis(session.getNetworkTimeout()))
          .isGreaterThan(setting("statement_timeout"))
          .isLessThan(Duration.ofMinutes(1));
    }
  }
}
