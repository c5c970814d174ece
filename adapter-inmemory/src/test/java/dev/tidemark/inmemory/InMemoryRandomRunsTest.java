package dev.tidemark.inmemory;

import dev.tidemark.testkit.Ports;
import dev.tidemark.testkit.RandomRunsContract;

class InMemoryRandomRunsTest extends RandomRunsContract {
  @Override
  protected Ports emptyStore() {
    return InMemoryPorts.empty();
  }
}
