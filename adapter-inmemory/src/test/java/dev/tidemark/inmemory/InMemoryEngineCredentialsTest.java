package dev.tidemark.inmemory;

import dev.tidemark.testkit.EngineCredentialsContract;
import dev.tidemark.testkit.Ports;

class InMemoryEngineCredentialsTest extends EngineCredentialsContract {
  @Override
  protected Ports emptyStore() {
    return InMemoryPorts.empty();
  }
}
