package dev.tidemark.postgres.schedule;

import dev.tidemark.postgres.TestStore;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.testkit.Ports;
import dev.tidemark.testkit.SyncSchedulerContract;
import java.time.InstantSource;

class PostgresSyncSchedulerTest extends SyncSchedulerContract {
  @Override
  protected Ports emptyStore() {
    Database database = TestStore.emptied(getClass());
    return ScheduledStore.ports(
        database,
        new PostgresSyncScheduler(
            database,
            TestStore.pool(getClass()),
            InstantSource.system(),
            "node",
            ClaimLimits.DEFAULT,
            due -> {}));
  }
}
