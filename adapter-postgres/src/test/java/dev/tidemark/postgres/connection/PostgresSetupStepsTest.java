package dev.tidemark.postgres.connection;

import dev.tidemark.postgres.TestStore;
import dev.tidemark.testkit.SetupStepsContract;
import dev.tidemark.testkit.Ports;

class PostgresSetupStepsTest extends SetupStepsContract {
  @Override
  protected Ports emptyStore() {
    return TestStore.empty(getClass());
  }
}
