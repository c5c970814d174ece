package dev.tidemark.postgres.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.run.EventCursor;
import dev.tidemark.application.run.SyncEvents.Answer;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.postgres.Plans;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class EventPlansTest {
  private static Plans plans;

  private final EventRows rows = new EventRows(plans.database());

  @BeforeAll
  static void open() throws SQLException {
    plans = Plans.opened();
  }

  @Test
  void whatComesAfterACursor() throws SQLException {
    EventCursor halfway = new EventCursor(rows.newest().log(), 100, 0);
    plans.assertFinds(
        List.of("sync_events_pkey"),
        () -> {
          assertThat(rows.after(new OrganizationId("org_7"), halfway, 10))
              .isInstanceOfSatisfying(
                  Answer.Page.class, page -> assertThat(page.entries()).hasSize(10));
          assertThat(rows.after(null, halfway, 1_000))
              .isInstanceOfSatisfying(
                  Answer.Page.class, page -> assertThat(page.entries()).hasSize(1_000));
        });
  }

  @Test
  void thePlaceAfterAllEvents() throws SQLException {
    plans.assertFinds(
        List.of("sync_events_pkey"), () -> assertThat(rows.newest().commit()).isPositive());
  }
}
