package dev.tidemark.postgres.sync;

import dev.tidemark.postgres.TestStore;
import dev.tidemark.testkit.FactsInTransactionContract;
import dev.tidemark.testkit.Ports;

class PostgresFactsInTransactionTest extends FactsInTransactionContract {
  @Override
  protected Ports emptyStore() {
    return TestStore.empty(getClass());
  }
}
