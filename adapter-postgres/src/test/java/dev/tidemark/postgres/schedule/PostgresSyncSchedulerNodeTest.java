package dev.tidemark.postgres.schedule;

import static dev.tidemark.postgres.schedule.BusyNode.sync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.postgres.TestStore;
import dev.tidemark.postgres.jdbc.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a node gets on with its database and with other nodes. */
@Timeout(120)
class PostgresSyncSchedulerNodeTest {
  private static final SyncId ONE = sync("one", "hubspot", 1);
  private static final SyncId OTHER = sync("one", "hubspot", 2);

  private Database database;
  private ObservedPool pool;
  private BusyNode node;

  @BeforeEach
  void prepare() {
    database = TestStore.emptied(getClass());
    pool = new ObservedPool(TestStore.pool(getClass()));
    node = new BusyNode(pool, "node", ClaimLimits.DEFAULT);
  }

  @AfterEach
  void stop() {
    pool.away = false;
    node.close();
  }

  private static Instant in(int millis) {
    return Instant.now().plusMillis(millis);
  }

  @Test
  void hardlyAsksTheDatabaseWhileNothingIsDue() throws InterruptedException {
    node.scheduler.schedule(sync("one", "stripe", 1), in(3_600_000));
    node.start();
    node.scheduler.schedule(ONE, in(0));
    node.end(node.nextClaim());
    node.scheduler.schedule(OTHER, in(3000));
    int before = pool.asked.get();

    assertThat(node.nextClaim()).isEqualTo(OTHER);

    // The end of the first handler and the claim of the second sync, and now and then db-scheduler.
    assertThat(pool.asked.get() - before).isLessThanOrEqualTo(6);
  }

  @Test
  void hardlyAsksTheDatabaseWhileItIsAwayAndRecoversByItself() throws InterruptedException {
    List<LogRecord> logged = new ArrayList<>();
    Logger logger = Logger.getLogger(FairClaims.class.getName());
    Handler handler = listing(logged);
    logger.addHandler(handler);
    try {
      node.start();
      node.scheduler.schedule(OTHER, in(0));
      node.nextClaim();
      node.scheduler.schedule(ONE, in(100));
      Instant begin = Instant.now();
      pool.away = true;
      int attempts = 0;
      while (attempts < 3) {
        attempts += pool.refused.take().startsWith("sync-claims") ? 1 : 0;
      }
      assertThat(Instant.now()).isAfterOrEqualTo(begin.plusSeconds(2));

      pool.away = false;

      assertThat(node.nextClaim()).isEqualTo(ONE);
      assertThat(logged).extracting(LogRecord::getLevel).containsExactly(Level.WARNING, Level.INFO);
      assertThat(logged.get(0).getMessage() + List.of(logged.get(0).getParameters()))
          .contains("the database cannot be reached")
          .doesNotContain("secret");
    } finally {
      logger.removeHandler(handler);
    }
  }

  private static Handler listing(List<LogRecord> records) {
    return new Handler() {
      @Override
      public void publish(LogRecord record) {
        records.add(record);
      }

      @Override
      public void flush() {
        // Nothing is held back.
      }

      @Override
      public void close() {
        // Nothing is open.
      }
    };
  }

  @Test
  void wakesForWhatAnotherNodeSaysIsDue() throws InterruptedException {
    node.start();
    node.scheduler.schedule(OTHER, in(0));
    node.nextClaim();
    PostgresSyncScheduler elsewhere =
        scheduler("elsewhere", due -> node.scheduler.dueElsewhere(due));
    Instant due = in(300);

    elsewhere.schedule(ONE, due);

    assertThat(node.nextClaim()).isEqualTo(ONE);
    // Long before it would have found it by itself.
    assertThat(Instant.now()).isBetween(due, due.plusSeconds(5));
  }

  private PostgresSyncScheduler scheduler(String name, Consumer<Instant> others) {
    return new PostgresSyncScheduler(
        database, pool, InstantSource.system(), name, ClaimLimits.DEFAULT, others);
  }

  @Test
  void tellsOthersAfterTheCommitAndOnlyWhatTheyWouldFindTooLate() {
    BlockingQueue<Instant> told = new LinkedBlockingQueue<>();
    PostgresSyncScheduler scheduler = scheduler("talking", told::add);
    Instant soon = in(1000);

    database.perform(() -> {
      scheduler.schedule(ONE, soon);
      scheduler.schedule(OTHER, in(3_600_000));
      assertThat(told).isEmpty();
      return true;
    });

    assertThat(told).containsExactly(soon.truncatedTo(ChronoUnit.MICROS));
  }

  @Test
  void tellsOthersThatItHasGivenClaimsBack() throws InterruptedException {
    BlockingQueue<Instant> told = new LinkedBlockingQueue<>();
    PostgresSyncScheduler scheduler = scheduler("stopping", told::add);
    BlockingQueue<SyncId> claimed = new LinkedBlockingQueue<>();
    scheduler.start(sync -> {
      claimed.add(sync);
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    scheduler.schedule(ONE, in(-1000));
    claimed.take();
    told.clear();

    scheduler.stop(Duration.ZERO);

    assertThat(told).hasSize(1);
    node.start();
    assertThat(node.nextClaim()).isEqualTo(ONE);
  }

  @Test
  void claimsAtOnceWhatANodeHasClaimedThatDied() throws InterruptedException {
    dead(ONE, 21);
    dead(OTHER, 10);

    node.start();

    assertThat(node.nextClaim()).isEqualTo(ONE);
    node.scheduler.schedule(sync("one", "stripe", 1), in(300));
    assertThat(node.nextClaim()).isEqualTo(sync("one", "stripe", 1));
    assertThat(node.claimedNothingElse()).isTrue();
  }

  /** A claim whose last heartbeat was so many seconds ago. */
  private void dead(SyncId sync, int seconds) {
    node.scheduler.schedule(sync, in(-60_000));
    database.change(
        """
        update scheduled_tasks
        set picked = true, picked_by = 'dead', version = 7,
            last_heartbeat = now() - make_interval(secs => ?)
        where task_instance = ?
        """,
        seconds,
        ScheduledTasks.instance(sync));
  }

  @Test
  void refusesToStartTwice() {
    node.start();

    assertThatThrownBy(node::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the scheduler is started already");
  }
}
