package dev.tidemark.postgres.sync;

import dev.tidemark.postgres.TestStore;
import dev.tidemark.testkit.ConnectionRepositoryContract;
import dev.tidemark.testkit.Ports;

class PostgresConnectionRepositoryTest extends ConnectionRepositoryContract {
  @Override
  protected Ports emptyStore() {
    return TestStore.empty(getClass());
  }
}
