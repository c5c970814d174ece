package dev.tidemark.postgres.schedule;

import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.postgres.PostgresStore;
import dev.tidemark.postgres.TestStore;
import dev.tidemark.testkit.Ports;
import dev.tidemark.testkit.SyncClaimsContract;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Two nodes on one database, beside a third that schedules and claims nothing. */
class PostgresSyncClaimsTest extends SyncClaimsContract {
  private static PostgresStore one;
  private static PostgresStore other;

  @BeforeAll
  static void open() {
    one = TestStore.anotherNode(PostgresSyncClaimsTest.class);
    other = TestStore.anotherNode(PostgresSyncClaimsTest.class);
  }

  @AfterAll
  static void close() {
    one.close();
    other.close();
  }

  @Override
  protected Ports emptyStore() {
    return TestStore.empty(getClass());
  }

  @Override
  protected InstantSource clock() {
    return InstantSource.system();
  }

  @Override
  protected List<Node> nodes() {
    return List.of(asNode(one.scheduler()), asNode(other.scheduler()));
  }

  private static Node asNode(PostgresSyncScheduler scheduler) {
    return new Node() {
      @Override
      public void start(Consumer<SyncId> handler) {
        scheduler.start(handler);
      }

      @Override
      public void stop(Duration patience) {
        scheduler.stop(patience);
      }
    };
  }
}
