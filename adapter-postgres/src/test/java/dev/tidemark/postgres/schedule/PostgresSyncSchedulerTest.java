package dev.tidemark.postgres.schedule;

import dev.tidemark.postgres.TestStore;
import dev.tidemark.testkit.Ports;
import dev.tidemark.testkit.SyncSchedulerContract;

class PostgresSyncSchedulerTest extends SyncSchedulerContract {
  @Override
  protected Ports emptyStore() {
    return TestStore.empty(getClass());
  }
}
