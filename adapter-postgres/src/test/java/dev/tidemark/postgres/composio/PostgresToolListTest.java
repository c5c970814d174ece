package dev.tidemark.postgres.composio;

import dev.tidemark.postgres.TestStore;
import dev.tidemark.testkit.Ports;
import dev.tidemark.testkit.ToolListContract;

class PostgresToolListTest extends ToolListContract {
  @Override
  protected Ports emptyStore() {
    return TestStore.empty(getClass());
  }
}
