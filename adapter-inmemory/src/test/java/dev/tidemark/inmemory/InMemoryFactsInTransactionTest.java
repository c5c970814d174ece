package dev.tidemark.inmemory;

import dev.tidemark.testkit.FactsInTransactionContract;
import dev.tidemark.testkit.Ports;

class InMemoryFactsInTransactionTest extends FactsInTransactionContract {
  @Override
  protected Ports emptyStore() {
    return InMemoryPorts.empty();
  }
}
