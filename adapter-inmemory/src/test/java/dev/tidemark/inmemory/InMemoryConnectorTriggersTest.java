package dev.tidemark.inmemory;

import dev.tidemark.testkit.ConnectorTriggersContract;
import dev.tidemark.testkit.Ports;

class InMemoryConnectorTriggersTest extends ConnectorTriggersContract {
  @Override
  protected Ports emptyStore() {
    return InMemoryPorts.empty();
  }
}
