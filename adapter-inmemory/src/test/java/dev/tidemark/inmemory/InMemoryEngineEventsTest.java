package dev.tidemark.inmemory;

import dev.tidemark.testkit.EngineEventsContract;
import dev.tidemark.testkit.Ports;

class InMemoryEngineEventsTest extends EngineEventsContract {
  @Override
  protected Ports emptyStore() {
    return InMemoryPorts.empty();
  }
}
