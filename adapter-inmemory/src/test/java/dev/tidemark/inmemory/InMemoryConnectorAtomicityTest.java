package dev.tidemark.inmemory;

import dev.tidemark.testkit.ConnectorAtomicityContract;
import dev.tidemark.testkit.Ports;

class InMemoryConnectorAtomicityTest extends ConnectorAtomicityContract {
  @Override
  protected Ports emptyStore() {
    return InMemoryPorts.empty();
  }
}
