package dev.tidemark.inmemory;

import dev.tidemark.testkit.Ports;
import dev.tidemark.testkit.TransactionsContract;

class InMemoryTransactionsTest extends TransactionsContract {
  @Override
  protected Ports emptyStore() {
    return InMemoryPorts.empty();
  }
}
