package dev.tidemark.postgres.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.postgres.TestStore;
import dev.tidemark.postgres.jdbc.Database;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** However many syncs are scheduled, nobody reads them all to find those that are due. */
class ClaimPlanTest {
  private Database database;

  @BeforeEach
  void fill() {
    database = TestStore.emptied(getClass());
    for (int i = 0; i < 100; i++) {
      BusyNode.backlog(database, "organization" + i, "hubspot", 200, i == 0 ? 600 : -7200);
    }
    database.change(
        """
        update scheduled_tasks
        set picked = true, picked_by = 'node', last_heartbeat = now(), version = 1
        where organization = 'organization1' and task_instance like '%Model1%'
        """);
    database.change("analyze scheduled_tasks");
  }

  /** The plan of a statement with question marks for values, as a server sees it over and over. */
  private String plan(String mode, String sql, String values) {
    StringBuilder numbered = new StringBuilder();
    int number = 0;
    for (String part : sql.split("\\?", -1)) {
      numbered.append(number == 0 ? "" : "$" + number).append(part);
      number++;
    }
    return database.with(connection -> {
      try (Statement statement = connection.createStatement()) {
        statement.execute("set plan_cache_mode = " + mode);
        statement.execute("prepare planned as " + numbered);
        StringBuilder plan = new StringBuilder();
        try (ResultSet lines = statement.executeQuery("explain execute planned" + values)) {
          while (lines.next()) {
            plan.append(lines.getString(1)).append('\n');
          }
        }
        statement.execute("deallocate planned");
        statement.execute("reset plan_cache_mode");
        return plan.toString();
      }
    });
  }

  private void findsByIndex(String plan, String index) {
    assertThat(plan).contains(index).doesNotContain("Seq Scan on scheduled_tasks");
  }

  @Test
  void findsTheNextByItsIndex() {
    findsByIndex(plan("force_generic_plan", ScheduledTasks.EARLIEST, ""), "scheduled_tasks_due");
  }

  @Test
  void claimsByIndexesIfTheServerKnowsTheValues() {
    claimsByIndexes("force_custom_plan");
  }

  @Test
  void claimsByIndexesIfTheServerKeepsOnePlanForAllValues() {
    claimsByIndexes("force_generic_plan");
  }

  private void claimsByIndexes(String mode) {
    String plan =
        plan(
            mode,
            ClaimQuery.SQL,
            "(now(), 8, 256, now(), 100, 8, 8, 100, 256, now(), 'node', now())");
    findsByIndex(plan, "scheduled_tasks_due");
    assertThat(plan).contains("scheduled_tasks_claimed", "scheduled_tasks_pkey");
  }

  @Test
  void givesBackByIndex() {
    findsByIndex(
        plan("force_generic_plan", ScheduledTasks.GIVE_BACK, "('node')"),
        "scheduled_tasks_claimed");
  }
}
