package dev.tidemark.postgres.connection;

import dev.tidemark.postgres.TestStore;
import dev.tidemark.testkit.ApiKeysContract;
import dev.tidemark.testkit.Ports;

class PostgresApiKeysTest extends ApiKeysContract {
  @Override
  protected Ports emptyStore() {
    return TestStore.empty(getClass());
  }
}
