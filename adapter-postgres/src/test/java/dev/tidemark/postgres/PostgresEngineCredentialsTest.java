package dev.tidemark.postgres;

import dev.tidemark.testkit.EngineCredentialsContract;
import dev.tidemark.testkit.Ports;

class PostgresEngineCredentialsTest extends EngineCredentialsContract {
  @Override
  protected Ports emptyStore() {
    return TestStore.empty(getClass());
  }
}
