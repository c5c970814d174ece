package dev.tidemark.postgres.schedule;

import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.postgres.TestStore;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.testkit.Ports;
import dev.tidemark.testkit.SyncClaimsContract;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/** Two nodes on one database; whoever schedules is the first. */
class PostgresSyncClaimsTest extends SyncClaimsContract {
  private PostgresSyncScheduler one;
  private PostgresSyncScheduler other;

  @Override
  protected Ports emptyStore() {
    Database database = TestStore.emptied(getClass());
    one = node(database, "one", due -> other.dueElsewhere(due));
    other = node(new Database(TestStore.pool(getClass())), "other", due -> one.dueElsewhere(due));
    return ScheduledStore.ports(database, one);
  }

  private PostgresSyncScheduler node(Database database, String name, Consumer<Instant> others) {
    return new PostgresSyncScheduler(
        database, TestStore.pool(getClass()), clock(), name, ClaimLimits.DEFAULT, others);
  }

  @Override
  protected InstantSource clock() {
    return InstantSource.system();
  }

  @Override
  protected List<Node> nodes() {
    return List.of(asNode(one), asNode(other));
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
