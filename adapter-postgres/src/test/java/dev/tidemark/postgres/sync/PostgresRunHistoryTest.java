package dev.tidemark.postgres.sync;

import dev.tidemark.postgres.TestStore;
import dev.tidemark.testkit.RunHistoryContract;
import dev.tidemark.testkit.Ports;

class PostgresRunHistoryTest extends RunHistoryContract {
  @Override
  protected Ports emptyStore() {
    return TestStore.empty(getClass());
  }
}
