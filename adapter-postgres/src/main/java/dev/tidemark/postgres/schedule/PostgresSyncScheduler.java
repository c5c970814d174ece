package dev.tidemark.postgres.schedule;

import dev.tidemark.application.sync.SyncScheduler;
import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.postgres.jdbc.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Wakes syncs on any node that shares the database, each on a virtual thread of its own. Nothing is
 * claimed by this node before {@link #start} and after {@link #stop}.
 */
public final class PostgresSyncScheduler implements SyncScheduler {
  private final Database database;
  private final DataSource pool;
  private final InstantSource clock;
  private final String node;
  private final ClaimLimits limits;
  private final Consumer<Instant> others;
  private final ScheduledTasks tasks;
  private final AtomicReference<@Nullable Worker> worker = new AtomicReference<>();

  /**
   * One node's scheduler.
   *
   * @param database calls join its transactions
   * @param pool of the same database, for db-scheduler
   * @param clock tells what is due
   * @param node names this process, and no other one that shares the database
   * @param others is told, once it is committed, that something is due which other nodes would find
   *     too late by themselves; it must not throw. They pass it to {@link #dueElsewhere}
   */
  public PostgresSyncScheduler(
      Database database,
      DataSource pool,
      InstantSource clock,
      String node,
      ClaimLimits limits,
      Consumer<Instant> others) {
    this.database = database;
    this.pool = pool;
    this.clock = clock;
    this.node = node;
    this.limits = limits;
    this.others = others;
    this.tasks = new ScheduledTasks(database, node);
  }

  @Override
  public void schedule(SyncId sync, Instant due) {
    String instance = ScheduledTasks.instance(sync);
    Instant at = due.truncatedTo(ChronoUnit.MICROS);
    tasks.put(instance, at);
    database.afterwards(() -> {
      Worker here = worker.get();
      if (here != null) {
        here.answered(instance);
        here.dueAt(at);
      }
      if (at.isBefore(clock.instant().plus(ClaimingScheduler.POLLING))) {
        others.accept(at);
      }
    });
  }

  @Override
  public void unschedule(SyncId sync) {
    String instance = ScheduledTasks.instance(sync);
    tasks.remove(instance);
    database.afterwards(() -> {
      Worker here = worker.get();
      if (here != null) {
        here.answered(instance);
      }
    });
  }

  @Override
  public Optional<Instant> due(SyncId sync) {
    return tasks.due(ScheduledTasks.instance(sync));
  }

  /** Another node has scheduled something that is due then. */
  public void dueElsewhere(Instant at) {
    Worker here = worker.get();
    if (here != null) {
      here.dueAt(at);
    }
  }

  /**
   * Claims syncs from now on and runs the handler for each when it is due. A sync is not claimed
   * again before it is scheduled anew or its handler has returned; if the handler returned and has
   * not scheduled it anew, it is claimed again after a second.
   *
   * @throws IllegalStateException if it is started already
   */
  public void start(Consumer<SyncId> handler) {
    Worker started = new Worker(database, pool, tasks, clock, node, limits, handler);
    if (!worker.compareAndSet(null, started)) {
      throw new IllegalStateException("the scheduler is started already");
    }
    started.start();
  }

  /**
   * Claims nothing any more. Handlers that run have so long to return and are interrupted then;
   * this method returns without waiting for what they make of it. Other nodes can claim at once
   * what handlers have left.
   */
  public void stop(Duration patience) {
    Worker stopping = worker.getAndSet(null);
    if (stopping != null && stopping.stop(patience)) {
      others.accept(clock.instant());
    }
  }
}
