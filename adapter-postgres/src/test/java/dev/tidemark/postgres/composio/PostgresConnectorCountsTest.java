package dev.tidemark.postgres.composio;

import dev.tidemark.postgres.TestStore;
import dev.tidemark.testkit.ConnectorCountsContract;
import dev.tidemark.testkit.Ports;

class PostgresConnectorCountsTest extends ConnectorCountsContract {
  @Override
  protected Ports emptyStore() {
    return TestStore.empty(getClass());
  }
}
