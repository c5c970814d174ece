package dev.tidemark.postgres.schedule;

import dev.tidemark.application.store.StorageException;
import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.postgres.jdbc.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Claims syncs and runs a handler for each, from the start to the stop. */
final class Worker {
  private static final System.Logger LOG = System.getLogger(Worker.class.getName());

  private final ScheduledTasks tasks;
  private final OpenClaims claims = new OpenClaims();
  private final Alarm alarm;
  private final FairClaims claiming;
  private final SyncTask task;
  private final Handlers handlers;
  private final ClaimingScheduler scheduler;

  Worker(
      Database database,
      DataSource pool,
      ScheduledTasks tasks,
      InstantSource clock,
      String node,
      ClaimLimits limits,
      Consumer<SyncId> handler) {
    this.tasks = tasks;
    alarm = new Alarm(clock, this::look);
    handlers = new Handlers(alarm::slotFreed);
    claiming = new FairClaims(database, tasks, limits, alarm);
    task = new SyncTask(tasks, claims, clock, alarm, handler);
    scheduler =
        ClaimingScheduler.create(
            pool, clock::instant, node, claiming, task, limits.slots(), handlers, claims);
  }

  private void look() {
    scheduler.triggerCheckForDueExecutions();
  }

  void start() {
    alarm.start();
    scheduler.start();
  }

  /** Something is due then. */
  void dueAt(Instant at) {
    alarm.dueAt(at);
  }

  /** The sync has another due instant, or none. */
  void answered(String instance) {
    claims.answered(instance);
  }

  /**
   * Handlers have so long to return.
   *
   * @return whether there are claims for others to take over
   */
  boolean stop(Duration patience) {
    claiming.stop();
    task.stop();
    alarm.stop();
    handlers.patience(patience);
    scheduler.stop();
    try {
      return tasks.giveBack() > 0;
    } catch (StorageException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "claims are given back once they are taken for lost: {0}",
          e.getMessage());
      return false;
    }
  }
}
