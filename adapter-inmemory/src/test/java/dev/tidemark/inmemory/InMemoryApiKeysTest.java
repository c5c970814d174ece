package dev.tidemark.inmemory;

import dev.tidemark.testkit.ApiKeysContract;
import dev.tidemark.testkit.Ports;

class InMemoryApiKeysTest extends ApiKeysContract {
  @Override
  protected Ports emptyStore() {
    return InMemoryPorts.empty();
  }
}
