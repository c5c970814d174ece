package dev.tidemark.inmemory;

import dev.tidemark.testkit.EventSubscriptionsContract;
import dev.tidemark.testkit.Ports;

class InMemoryEventSubscriptionsTest extends EventSubscriptionsContract {
  @Override
  protected Ports emptyStore() {
    return InMemoryPorts.empty();
  }
}
