package dev.tidemark.inmemory;

import dev.tidemark.testkit.Ports;
import dev.tidemark.testkit.RunHistoryContract;

class InMemoryRunHistoryTest extends RunHistoryContract {
  @Override
  protected Ports emptyStore() {
    return InMemoryPorts.empty();
  }
}
