package dev.tidemark.postgres.composio;

import dev.tidemark.postgres.TestStore;
import dev.tidemark.testkit.ToolSettingsContract;
import dev.tidemark.testkit.Ports;

class PostgresToolSettingsTest extends ToolSettingsContract {
  @Override
  protected Ports emptyStore() {
    return TestStore.empty(getClass());
  }
}
