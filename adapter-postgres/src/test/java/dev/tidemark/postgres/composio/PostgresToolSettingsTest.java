package dev.tidemark.postgres.composio;

import dev.tidemark.postgres.TestStore;
import dev.tidemark.testkit.Ports;
import dev.tidemark.testkit.ToolSettingsContract;

class PostgresToolSettingsTest extends ToolSettingsContract {
  @Override
  protected Ports emptyStore() {
    return TestStore.empty(getClass());
  }
}
