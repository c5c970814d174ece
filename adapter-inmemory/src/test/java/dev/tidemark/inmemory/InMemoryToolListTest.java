package dev.tidemark.inmemory;

import dev.tidemark.testkit.Ports;
import dev.tidemark.testkit.ToolListContract;

class InMemoryToolListTest extends ToolListContract {
  @Override
  protected Ports emptyStore() {
    return InMemoryPorts.empty();
  }
}
