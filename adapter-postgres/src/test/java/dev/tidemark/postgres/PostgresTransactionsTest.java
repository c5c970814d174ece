package dev.tidemark.postgres;

import dev.tidemark.testkit.Ports;
import dev.tidemark.testkit.TransactionsContract;

class PostgresTransactionsTest extends TransactionsContract {
  @Override
  protected Ports emptyStore() {
    return TestStore.empty(getClass());
  }
}
