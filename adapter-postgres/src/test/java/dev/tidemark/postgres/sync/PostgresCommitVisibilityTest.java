package dev.tidemark.postgres.sync;

import dev.tidemark.postgres.TestStore;
import dev.tidemark.testkit.CommitVisibilityContract;
import dev.tidemark.testkit.Ports;

class PostgresCommitVisibilityTest extends CommitVisibilityContract {
  @Override
  protected Ports emptyStore() {
    return TestStore.empty(getClass());
  }
}
