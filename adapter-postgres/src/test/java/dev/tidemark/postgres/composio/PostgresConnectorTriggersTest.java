package dev.tidemark.postgres.composio;

import dev.tidemark.postgres.TestStore;
import dev.tidemark.testkit.ConnectorTriggersContract;
import dev.tidemark.testkit.Ports;

class PostgresConnectorTriggersTest extends ConnectorTriggersContract {
  @Override
  protected Ports emptyStore() {
    return TestStore.empty(getClass());
  }
}
