package dev.tidemark.postgres.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.postgres.Plans;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rows that can go are found by indexes, however many stay. */
@Timeout(240)
class RetentionPlansTest {
  private static Plans plans;

  @BeforeAll
  static void open() throws SQLException {
    plans = Plans.opened();
  }

  @Test
  void runs() throws SQLException {
    OldRuns runs = new OldRuns(plans.database(), RetentionPolicy.DEFAULT.runs());
    plans.assertFinds(
        List.of("runs_ended", "runs_pkey"),
        () -> assertThat(runs.prune(plans.now())).isGreaterThan(4_000));
  }

  @Test
  void changes() throws SQLException {
    OldChanges changes = new OldChanges(plans.database(), RetentionPolicy.DEFAULT.changes());
    plans.assertFinds(
        List.of("audit_trail_pkey"),
        () -> assertThat(changes.prune(plans.now())).isGreaterThan(4_000));
  }

  @Test
  void events() throws SQLException {
    OldEvents events = new OldEvents(plans.database(), RetentionPolicy.DEFAULT.events());
    plans.assertFinds(
        List.of("sync_events_pkey"),
        () -> assertThat(events.prune(plans.now())).isGreaterThan(4_000));
  }

  @Test
  void whatHasExpired() throws SQLException {
    List<Expired> all = Expired.all(plans.database(), RetentionPolicy.DEFAULT);
    plans.assertFinds(
        List.of("setup_sessions_expiry", "webhook_deliveries_expiry", "remembered_triggers_expiry"),
        () -> all.forEach(rows -> assertThat(rows.prune(plans.now())).isGreaterThan(4_000)));
  }
}
