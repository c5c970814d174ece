package dev.tidemark.inmemory;

import dev.tidemark.testkit.Ports;
import dev.tidemark.testkit.TriggerMemoryContract;

class InMemoryTriggerMemoryTest extends TriggerMemoryContract {
  @Override
  protected Ports emptyStore() {
    return InMemoryPorts.empty();
  }
}
