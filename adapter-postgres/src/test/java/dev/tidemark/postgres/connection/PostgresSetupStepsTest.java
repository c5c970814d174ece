package dev.tidemark.postgres.connection;

import dev.tidemark.postgres.TestStore;
import dev.tidemark.testkit.Ports;
import dev.tidemark.testkit.SetupStepsContract;

class PostgresSetupStepsTest extends SetupStepsContract {
  @Override
  protected Ports emptyStore() {
    return TestStore.empty(getClass());
  }
}
