package dev.tidemark.postgres.composio;

import dev.tidemark.postgres.TestStore;
import dev.tidemark.testkit.ConnectorAtomicityContract;
import dev.tidemark.testkit.Ports;

class PostgresConnectorAtomicityTest extends ConnectorAtomicityContract {
  @Override
  protected Ports emptyStore() {
    return TestStore.empty(getClass());
  }
}
