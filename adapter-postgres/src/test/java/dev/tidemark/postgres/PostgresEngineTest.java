package dev.tidemark.postgres;

import dev.tidemark.testkit.EngineContract;
import dev.tidemark.testkit.Ports;

class PostgresEngineTest extends EngineContract {
  @Override
  protected Ports emptyStore() {
    return TestStore.empty(getClass());
  }
}
