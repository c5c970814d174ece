package dev.tidemark.postgres.connection;

import dev.tidemark.postgres.TestStore;
import dev.tidemark.testkit.ConnectionSetupsContract;
import dev.tidemark.testkit.Ports;

class PostgresConnectionSetupsTest extends ConnectionSetupsContract {
  @Override
  protected Ports emptyStore() {
    return TestStore.empty(getClass());
  }
}
