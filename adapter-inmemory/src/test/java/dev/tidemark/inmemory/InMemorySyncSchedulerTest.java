package dev.tidemark.inmemory;

import dev.tidemark.testkit.Ports;
import dev.tidemark.testkit.SyncSchedulerContract;

class InMemorySyncSchedulerTest extends SyncSchedulerContract {
  @Override
  protected Ports emptyStore() {
    return InMemoryPorts.empty();
  }
}
