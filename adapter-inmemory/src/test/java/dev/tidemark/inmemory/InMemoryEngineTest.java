package dev.tidemark.inmemory;

import dev.tidemark.testkit.EngineContract;
import dev.tidemark.testkit.Ports;

class InMemoryEngineTest extends EngineContract {
  @Override
  protected Ports emptyStore() {
    return InMemoryPorts.empty();
  }
}
