package dev.tidemark.postgres.composio;

import dev.tidemark.postgres.TestStore;
import dev.tidemark.testkit.ConnectorContract;
import dev.tidemark.testkit.Ports;

class PostgresConnectorTest extends ConnectorContract {
  @Override
  protected Ports emptyStore() {
    return TestStore.empty(getClass());
  }
}
