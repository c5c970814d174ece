package dev.tidemark.postgres.schedule;

import com.github.kagkarlsson.scheduler.task.AbstractTask;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.tidemark.application.store.StorageException;
import dev.tidemark.domain.sync.SyncId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/** What db-scheduler runs for each claim. */
final class SyncTask extends AbstractTask<Void> {
  private static final System.Logger LOG = System.getLogger(SyncTask.class.getName());

  /** A claim that was not answered by another due instant is made again after this pause. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final ScheduledTasks tasks;
  private final OpenClaims claims;
  private final InstantSource clock;
  private final Alarm alarm;
  private final Consumer<SyncId> handler;
  private volatile boolean stopped;

  SyncTask(
      ScheduledTasks tasks,
      OpenClaims claims,
      InstantSource clock,
      Alarm alarm,
      Consumer<SyncId> handler) {
    super(
        ScheduledTasks.TASK,
        Void.class,
        // The handler's failures are dealt with here, and never get that far.
        (complete, operations) -> {},
        (complete, operations) -> {
          Execution dead = complete.getExecution();
          tasks.release(dead, dead.executionTime);
          alarm.dueAt(dead.executionTime);
        });
    this.tasks = tasks;
    this.claims = claims;
    this.clock = clock;
    this.alarm = alarm;
    this.handler = handler;
  }

  /** No handler begins from now on, and what is not answered is for others. */
  void stop() {
    stopped = true;
  }

  @Override
  public CompletionHandler<Void> execute(TaskInstance<Void> instance, ExecutionContext context) {
    Execution claimed = context.getExecution();
    if (!stopped) {
      claims.open(claimed);
      try {
        handle(ScheduledTasks.sync(claimed.getId()));
        // An interrupt was meant for the handler; it would break the connection to the database.
        Thread.interrupted();
        release(claimed);
      } finally {
        claims.close(claimed);
      }
    }
    return (complete, operations) -> {};
  }

  private void handle(SyncId sync) {
    try {
      handler.accept(sync);
    } catch (RuntimeException | Error e) {
      // Other texts may hold anything, a credential too.
      String why = e instanceof StorageException ? e.getMessage() : e.getClass().getName();
      LOG.log(System.Logger.Level.WARNING, "the handler of {0} failed: {1}", sync, why);
    }
  }

  private void release(Execution claimed) {
    if (!stopped && claims.isOpen(claimed)) {
      Instant due = clock.instant().plus(PAUSE).truncatedTo(ChronoUnit.MICROS);
      try {
        tasks.release(claimed, due);
        alarm.dueAt(due);
      } catch (StorageException e) {
        LOG.log(
            System.Logger.Level.WARNING,
            "the claim of {0} is given back once it is taken for lost: {1}",
            claimed.getId(),
            e.getMessage());
      }
    }
  }

  @Override
  public SchedulableInstance<Void> schedulableInstance(String id) {
    throw onlyByPort();
  }

  @Override
  public SchedulableInstance<Void> schedulableInstance(String id, Void data) {
    throw onlyByPort();
  }

  private static UnsupportedOperationException onlyByPort() {
    return new UnsupportedOperationException("syncs are scheduled through the port");
  }
}
