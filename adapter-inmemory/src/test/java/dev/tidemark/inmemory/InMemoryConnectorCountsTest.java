package dev.tidemark.inmemory;

import dev.tidemark.testkit.ConnectorCountsContract;
import dev.tidemark.testkit.Ports;

class InMemoryConnectorCountsTest extends ConnectorCountsContract {
  @Override
  protected Ports emptyStore() {
    return InMemoryPorts.empty();
  }
}
