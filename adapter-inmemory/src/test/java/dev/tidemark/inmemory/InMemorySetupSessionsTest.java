package dev.tidemark.inmemory;

import dev.tidemark.testkit.Ports;
import dev.tidemark.testkit.SetupSessionsContract;

class InMemorySetupSessionsTest extends SetupSessionsContract {
  @Override
  protected Ports emptyStore() {
    return InMemoryPorts.empty();
  }
}
