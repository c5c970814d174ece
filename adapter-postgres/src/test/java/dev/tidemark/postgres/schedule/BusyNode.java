package dev.tidemark.postgres.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.postgres.jdbc.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** A node whose handlers keep their claims until they are let go. */
final class BusyNode implements AutoCloseable {
  final PostgresSyncScheduler scheduler;
  private final BlockingQueue<SyncId> claims = new LinkedBlockingQueue<>();
  private final Map<SyncId, CountDownLatch> handlers = new ConcurrentHashMap<>();

  BusyNode(DataSource pool, String name, ClaimLimits limits) {
    scheduler =
        new PostgresSyncScheduler(
            new Database(pool), pool, InstantSource.system(), name, limits, due -> {});
  }

  static SyncId sync(String organization, String provider, int number) {
    return new SyncId(
        new ConnectionId(new ProviderId(provider), new OrganizationId(organization)),
        new ModelName("Model" + number));
  }

  /** Syncs that were due since the number of seconds, all at once and as if long ago. */
  static void backlog(
      Database database, String organization, String provider, int count, int seconds) {
    database.change(
        """
        insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
        select 'sync', ? || '/' || ? || '/Model' || number,
          now() - make_interval(secs => ?) + number * interval '1 microsecond', false, 0
        from generate_series(1, ?) as number
        """,
        organization,
        provider,
        seconds,
        count);
  }

  void start() {
    scheduler.start(this::handle);
  }

  private void handle(SyncId sync) {
    CountDownLatch end = new CountDownLatch(1);
    handlers.put(sync, end);
    claims.add(sync);
    try {
      end.await();
      scheduler.unschedule(sync);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  SyncId nextClaim() throws InterruptedException {
    SyncId claim = claims.poll(30, TimeUnit.SECONDS);
    assertThat(claim).as("a claim").isNotNull();
    return claim;
  }

  List<SyncId> nextClaims(int count) throws InterruptedException {
    List<SyncId> next = new ArrayList<>();
    while (next.size() < count) {
      next.add(nextClaim());
    }
    return next;
  }

  /** Whether nothing was claimed that was not asked for yet. */
  boolean claimedNothingElse() {
    return claims.isEmpty();
  }

  /** Lets the handler return. */
  void end(SyncId sync) {
    CountDownLatch handler = handlers.remove(sync);
    assertThat(handler).as("the handler of " + sync).isNotNull();
    handler.countDown();
  }

  @Override
  public void close() {
    scheduler.stop(Duration.ZERO);
  }
}
