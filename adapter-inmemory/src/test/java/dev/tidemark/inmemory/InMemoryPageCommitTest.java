package dev.tidemark.inmemory;

import dev.tidemark.testkit.PageCommitContract;
import dev.tidemark.testkit.Ports;

class InMemoryPageCommitTest extends PageCommitContract {
  @Override
  protected Ports emptyStore() {
    return InMemoryPorts.empty();
  }
}
