package dev.tidemark.inmemory;

import dev.tidemark.testkit.ConnectionRepositoryContract;
import dev.tidemark.testkit.Ports;

class InMemoryConnectionRepositoryTest extends ConnectionRepositoryContract {
  @Override
  protected Ports emptyStore() {
    return InMemoryPorts.empty();
  }
}
