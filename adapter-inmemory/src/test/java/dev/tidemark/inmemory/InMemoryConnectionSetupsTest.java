package dev.tidemark.inmemory;

import dev.tidemark.testkit.ConnectionSetupsContract;
import dev.tidemark.testkit.Ports;

class InMemoryConnectionSetupsTest extends ConnectionSetupsContract {
  @Override
  protected Ports emptyStore() {
    return InMemoryPorts.empty();
  }
}
