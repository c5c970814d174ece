package dev.tidemark.postgres.connection;

import dev.tidemark.postgres.TestStore;
import dev.tidemark.testkit.Ports;
import dev.tidemark.testkit.SetupSessionsContract;

class PostgresSetupSessionsTest extends SetupSessionsContract {
  @Override
  protected Ports emptyStore() {
    return TestStore.empty(getClass());
  }
}
