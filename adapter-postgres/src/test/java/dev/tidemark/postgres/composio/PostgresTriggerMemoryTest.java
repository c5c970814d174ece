package dev.tidemark.postgres.composio;

import dev.tidemark.postgres.TestStore;
import dev.tidemark.testkit.TriggerMemoryContract;
import dev.tidemark.testkit.Ports;

class PostgresTriggerMemoryTest extends TriggerMemoryContract {
  @Override
  protected Ports emptyStore() {
    return TestStore.empty(getClass());
  }
}
