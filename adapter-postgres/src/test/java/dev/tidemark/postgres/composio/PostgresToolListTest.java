package dev.tidemark.postgres.composio;

import dev.tidemark.postgres.TestStore;
import dev.tidemark.testkit.ToolListContract;
import dev.tidemark.testkit.Ports;

class PostgresToolListTest extends ToolListContract {
  @Override
  protected Ports emptyStore() {
    return TestStore.empty(getClass());
  }
}
