package dev.tidemark.inmemory;

import dev.tidemark.testkit.ConnectorContract;
import dev.tidemark.testkit.Ports;

class InMemoryConnectorTest extends ConnectorContract {
  @Override
  protected Ports emptyStore() {
    return InMemoryPorts.empty();
  }
}
