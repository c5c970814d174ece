package dev.tidemark.postgres.schedule;

import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.postgres.jdbc.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rows of db-scheduler's table: one for each sync that has a due instant. */
final class ScheduledTasks {
  /** The one task there is. */
  static final String TASK = "sync";

  private static final String EARLIEST =
      "select execution_time from scheduled_tasks where not picked order by execution_time limit 1";

  /**
   * Nearly always the row is there. A row that is to be added is made whole, its generated columns
   * too, before the server looks whether there is one: that takes longer than to change one.
   */
  private static final String PUT =
      """
      with moved as (
        update scheduled_tasks
        set execution_time = ?, picked = false, picked_by = null, last_heartbeat = null
        where task_name = 'sync' and task_instance = ?
        returning task_instance)
      insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
      select 'sync', ?, ?, false, 0
      where not exists (select from moved)
      on conflict (task_name, task_instance) do update
      set execution_time = excluded.execution_time, picked = false, picked_by = null,
          last_heartbeat = null
      """;

  private static final String GIVE_BACK =
      """
      update scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null
      where picked and last_heartbeat is not null and picked_by = ?
      """;

  /** Of a node that is known by that name. */
  private final String node;

  private final Database database;

  ScheduledTasks(Database database, String node) {
    this.database = database;
    this.node = node;
  }

  /** How a sync is named in the table. No part can hold a slash. */
  static String instance(SyncId sync) {
    ConnectionId connection = sync.connection();
    return connection.organization() + "/" + connection.provider() + "/" + sync.model();
  }

  /** The sync of that name. */
  static SyncId sync(String instance) {
    String[] parts = instance.split("/", -1);
    return new SyncId(
        new ConnectionId(new ProviderId(parts[1]), new OrganizationId(parts[0])),
        new ModelName(parts[2]));
  }

  /** A claim that is not answered yet is over. */
  void put(String instance, Instant due) {
    database.changeLater(instance, PUT, due, instance, instance, due);
  }

  void remove(String instance) {
    database.change(
        "delete from scheduled_tasks where task_name = 'sync' and task_instance = ?", instance);
  }

  Optional<Instant> due(String instance) {
    return database.find(
        "select execution_time from scheduled_tasks where task_name = 'sync' and task_instance = ?",
        row -> row.instant("execution_time"),
        instance);
  }

  /** When the next sync is due that nobody has claimed. */
  Optional<Instant> earliest() {
    return database.find(EARLIEST, row -> row.instant("execution_time"));
  }

  /**
   * In a transaction: claims of all nodes follow each other. A node that stops in the middle of one
   * keeps the others from claiming for two seconds only: then the database ends its transaction.
   */
  void lockClaims() {
    database.find(
        """
        select set_config('idle_in_transaction_session_timeout', '2s', true) as patience,
          pg_advisory_xact_lock(hashtextextended('claims', 0))::text as locked
        """,
        row -> true);
  }

  /**
   * Claims what is due, in turns: first what would be the first sync of its organization to run,
   * then the second ones, and so on, the oldest first.
   *
   * @param most leaves out what would run beside so many of its organization
   * @param slots leaves out what would run beside the organization's share of so many
   * @param limit how many are claimed at most
   */
  List<Execution> claim(Instant now, ClaimLimits limits, int most, int slots, int limit) {
    return database.list(
        ClaimQuery.SQL,
        ScheduledTasks::execution,
        now,
        most,
        slots,
        now,
        limits.perProvider(),
        limits.perConnection(),
        limits.perConnection(),
        limits.perProvider(),
        limit,
        now,
        node,
        now);
  }

  private static Execution execution(Row row) throws SQLException {
    return new Execution(
        row.instant("execution_time"),
        new TaskInstance<Void>(TASK, row.text("task_instance")),
        true,
        row.text("picked_by"),
        null,
        null,
        0,
        row.instant("last_heartbeat"),
        row.number("version"));
  }

  /** Makes it due then, if it is still claimed and not answered. */
  void release(Execution claimed, Instant due) {
    database.change(
        """
        update scheduled_tasks
        set execution_time = ?, picked = false, picked_by = null, last_heartbeat = null
        where task_name = 'sync' and task_instance = ? and version = ? and picked
        """,
        due,
        claimed.getId(),
        claimed.version);
  }

  /**
   * Everything that this node has claimed and not answered can be claimed again at once.
   *
   * @return how many there were
   */
  int giveBack() {
    return database.change(GIVE_BACK, node);
  }
}
