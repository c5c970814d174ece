package dev.tidemark.inmemory;

import dev.tidemark.testkit.Ports;
import dev.tidemark.testkit.SweepContract;

class InMemorySweepTest extends SweepContract {
  @Override
  protected Ports emptyStore() {
    return InMemoryPorts.empty();
  }
}
