package dev.tidemark.inmemory;

import dev.tidemark.testkit.CommitVisibilityContract;
import dev.tidemark.testkit.Ports;

class InMemoryCommitVisibilityTest extends CommitVisibilityContract {
  @Override
  protected Ports emptyStore() {
    return InMemoryPorts.empty();
  }
}
