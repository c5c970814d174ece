package dev.tidemark.postgres.sync;

import dev.tidemark.postgres.TestStore;
import dev.tidemark.testkit.RandomRunsContract;
import dev.tidemark.testkit.Ports;

class PostgresRandomRunsTest extends RandomRunsContract {
  @Override
  protected Ports emptyStore() {
    return TestStore.empty(getClass());
  }
}
