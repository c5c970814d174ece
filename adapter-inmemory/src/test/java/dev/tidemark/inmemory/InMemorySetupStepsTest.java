package dev.tidemark.inmemory;

import dev.tidemark.testkit.Ports;
import dev.tidemark.testkit.SetupStepsContract;

class InMemorySetupStepsTest extends SetupStepsContract {
  @Override
  protected Ports emptyStore() {
    return InMemoryPorts.empty();
  }
}
