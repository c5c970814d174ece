package dev.tidemark.postgres.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.TaskResolver;
import com.github.kagkarlsson.scheduler.event.SchedulerListeners;
import com.github.kagkarlsson.scheduler.jdbc.JdbcTaskRepository;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.postgres.Plans;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** However many syncs are scheduled, nobody reads them all to find those that are due. */
@Timeout(240)
class ClaimPlanTest {
  private static final String DUE = "scheduled_tasks_due";
  private static final String CLAIMED = "scheduled_tasks_claimed";
  private static final String BY_NAME = "scheduled_tasks_pkey";

  private static final SyncId SYNC =
      new SyncId(
          new ConnectionId(new ProviderId("p3"), new OrganizationId("org_7")), new ModelName("M2"));

  private static Plans plans;
  private static ScheduledTasks tasks;

  @BeforeAll
  static void open() throws SQLException {
    plans = Plans.opened();
    tasks = new ScheduledTasks(plans.database(), "node1");
  }

  private static List<Execution> claim() {
    return tasks.claim(plans.now(), ClaimLimits.DEFAULT, ClaimLimits.DEFAULT.few(), 256, 100);
  }

  @Test
  void findsTheNext() throws SQLException {
    plans.assertFinds(List.of(DUE), () -> assertThat(tasks.earliest()).isPresent());
  }

  @Test
  void claims() throws SQLException {
    plans.assertFinds(
        List.of(DUE, CLAIMED, BY_NAME, "syncs_working"), () -> assertThat(claim()).hasSize(100));
  }

  @Test
  void claimsFromABacklogOfOneOrganization() throws SQLException {
    plans.assertFinds(
        List.of(DUE, CLAIMED, BY_NAME, "syncs_working"),
        () -> {
          BusyNode.backlog(plans.database(), "busy", "hubspot", 5_000, 1_000_000);
          assertThat(claim()).isNotEmpty();
        });
  }

  @Test
  void releasesAndGivesBack() throws SQLException {
    plans.assertFinds(
        List.of(DUE, BY_NAME),
        () -> claim().forEach(claimed -> tasks.release(claimed, plans.now())));
    plans.assertFinds(List.of(CLAIMED), () -> assertThat(tasks.giveBack()).isPositive());
  }

  @Test
  void schedulesAndTellsWhenASyncIsDue() throws SQLException {
    PostgresSyncScheduler scheduler =
        new PostgresSyncScheduler(
            plans.database(),
            plans.pool(),
            InstantSource.system(),
            "node1",
            ClaimLimits.DEFAULT,
            at -> {});
    plans.assertFinds(
        List.of(BY_NAME),
        () -> {
          scheduler.schedule(SYNC, plans.now());
          assertThat(scheduler.due(SYNC)).isPresent();
          scheduler.unschedule(SYNC);
        });
  }

  /** In the statements of db-scheduler, which its threads send again and again. */
  @Test
  void beatsAndFindsWhatIsClaimedByNobodyAlive() throws SQLException {
    JdbcTaskRepository repository =
        new JdbcTaskRepository(
            plans.pool(),
            true,
            new PostgreSqlJdbcCustomization(false, false),
            JdbcTaskRepository.DEFAULT_TABLE_NAME,
            new TaskResolver(
                new SchedulerListeners(List.of()),
                () -> plans.now(),
                List.of(Tasks.oneTime(ScheduledTasks.TASK).execute((instance, context) -> {}))),
            new SchedulerName.Fixed("node1"),
            Serializer.DEFAULT_JAVA_SERIALIZER,
            false,
            () -> plans.now());
    plans.assertFinds(
        List.of(CLAIMED, BY_NAME),
        () -> {
          List<Execution> dead = repository.getDeadExecutions(plans.now().plusSeconds(600));
          assertThat(dead).isNotEmpty();
          assertThat(repository.updateHeartbeat(dead.getFirst(), plans.now())).isTrue();
        });
  }
}
