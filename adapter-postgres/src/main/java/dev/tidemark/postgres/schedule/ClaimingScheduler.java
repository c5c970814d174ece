package dev.tidemark.postgres.schedule;

import com.github.kagkarlsson.scheduler.Clock;
import com.github.kagkarlsson.scheduler.CurrentlyExecuting;
import com.github.kagkarlsson.scheduler.PollingStrategyConfig;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.TaskRepository;
import com.github.kagkarlsson.scheduler.TaskResolver;
import com.github.kagkarlsson.scheduler.Waiter;
import com.github.kagkarlsson.scheduler.event.SchedulerListeners;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.JdbcTaskRepository;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * db-scheduler, but for heartbeats of claims that are answered: nobody waits for them, and their
 * rows may be gone.
 */
final class ClaimingScheduler extends Scheduler {
  /** Of claims that are not answered yet, which takes a moment as a rule. */
  static final Duration HEARTBEAT = Duration.ofSeconds(5);

  private static final int MISSED_HEARTBEATS = 4;

  /** Only a backstop: the alarm knows when something is due. */
  static final Duration POLLING = Duration.ofSeconds(10);

  private final OpenClaims claims;

  private ClaimingScheduler(
      Clock clock,
      TaskRepository repository,
      TaskResolver resolver,
      SchedulerName name,
      int slots,
      ExecutorService handlers,
      OpenClaims claims) {
    super(
        clock,
        repository,
        repository,
        resolver,
        slots,
        handlers,
        name,
        new Waiter(POLLING, clock),
        HEARTBEAT,
        MISSED_HEARTBEATS,
        List.of(),
        List.of(),
        // The alarm looks again when slots become free.
        new PollingStrategyConfig(PollingStrategyConfig.Type.LOCK_AND_FETCH, 0.0, 1.0),
        SchedulerBuilder.DEFAULT_DELETION_OF_UNRESOLVED_TASKS_DURATION,
        Duration.ZERO,
        LogLevel.WARN,
        false,
        List.of(),
        new ClaimingThread(threads("sync-claims")),
        Executors.newScheduledThreadPool(2, threads("sync-heartbeats-")));
    this.claims = claims;
  }

  static ClaimingScheduler create(
      DataSource pool,
      Clock clock,
      String node,
      JdbcCustomization claiming,
      Task<Void> task,
      int slots,
      ExecutorService handlers,
      OpenClaims claims) {
    TaskResolver resolver =
        new TaskResolver(new SchedulerListeners(List.of()), clock, List.of(task));
    SchedulerName name = new SchedulerName.Fixed(node);
    return new ClaimingScheduler(
        clock,
        new JdbcTaskRepository(
            pool,
            true,
            claiming,
            JdbcTaskRepository.DEFAULT_TABLE_NAME,
            resolver,
            name,
            Serializer.DEFAULT_JAVA_SERIALIZER,
            false,
            clock),
        resolver,
        name,
        slots,
        handlers,
        claims);
  }

  /**
   * Is interrupted when it is shut down: db-scheduler waits a second for a thread that is just
   * about to sleep.
   */
  private static final class ClaimingThread extends ThreadPoolExecutor {
    ClaimingThread(ThreadFactory factory) {
      super(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
    }

    @Override
    public void shutdown() {
      shutdownNow();
    }
  }

  private static ThreadFactory threads(String name) {
    return Thread.ofPlatform().daemon().name(name).factory();
  }

  @Override
  protected void updateHeartbeatForExecution(Instant now, CurrentlyExecuting executing) {
    if (claims.isOpen(executing.getExecution())) {
      super.updateHeartbeatForExecution(now, executing);
    }
  }
}
