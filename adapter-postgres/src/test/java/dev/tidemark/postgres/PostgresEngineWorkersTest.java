package dev.tidemark.postgres;

import dev.tidemark.testkit.EngineWorkersContract;
import dev.tidemark.testkit.Ports;

class PostgresEngineWorkersTest extends EngineWorkersContract {
  @Override
  protected Ports emptyStore() {
    return TestStore.empty(getClass());
  }
}
