package dev.tidemark.postgres.connection;

import dev.tidemark.postgres.TestStore;
import dev.tidemark.testkit.SetupSessionsContract;
import dev.tidemark.testkit.Ports;

class PostgresSetupSessionsTest extends SetupSessionsContract {
  @Override
  protected Ports emptyStore() {
    return TestStore.empty(getClass());
  }
}
