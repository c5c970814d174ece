package dev.tidemark.postgres.sync;

import dev.tidemark.postgres.TestStore;
import dev.tidemark.testkit.Ports;
import dev.tidemark.testkit.RunHistoryContract;

class PostgresRunHistoryTest extends RunHistoryContract {
  @Override
  protected Ports emptyStore() {
    return TestStore.empty(getClass());
  }
}
