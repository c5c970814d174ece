package dev.tidemark.postgres.event;

import dev.tidemark.postgres.TestStore;
import dev.tidemark.testkit.EngineEventsContract;
import dev.tidemark.testkit.Ports;

class PostgresEngineEventsTest extends EngineEventsContract {
  @Override
  protected Ports emptyStore() {
    return TestStore.empty(getClass());
  }
}
