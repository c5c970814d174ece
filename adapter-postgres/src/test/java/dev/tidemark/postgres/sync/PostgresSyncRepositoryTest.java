package dev.tidemark.postgres.sync;

import dev.tidemark.postgres.TestStore;
import dev.tidemark.testkit.SyncRepositoryContract;
import dev.tidemark.testkit.Ports;

class PostgresSyncRepositoryTest extends SyncRepositoryContract {
  @Override
  protected Ports emptyStore() {
    return TestStore.empty(getClass());
  }
}
