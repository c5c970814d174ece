package dev.tidemark.inmemory;

import dev.tidemark.testkit.Ports;
import dev.tidemark.testkit.SyncRepositoryContract;

class InMemorySyncRepositoryTest extends SyncRepositoryContract {
  @Override
  protected Ports emptyStore() {
    return InMemoryPorts.empty();
  }
}
