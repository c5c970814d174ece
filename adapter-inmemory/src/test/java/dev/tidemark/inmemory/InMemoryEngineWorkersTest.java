package dev.tidemark.inmemory;

import dev.tidemark.testkit.EngineWorkersContract;
import dev.tidemark.testkit.Ports;

class InMemoryEngineWorkersTest extends EngineWorkersContract {
  @Override
  protected Ports emptyStore() {
    return InMemoryPorts.empty();
  }
}
