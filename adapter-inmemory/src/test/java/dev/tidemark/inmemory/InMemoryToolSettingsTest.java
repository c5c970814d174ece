package dev.tidemark.inmemory;

import dev.tidemark.testkit.Ports;
import dev.tidemark.testkit.ToolSettingsContract;

class InMemoryToolSettingsTest extends ToolSettingsContract {
  @Override
  protected Ports emptyStore() {
    return InMemoryPorts.empty();
  }
}
