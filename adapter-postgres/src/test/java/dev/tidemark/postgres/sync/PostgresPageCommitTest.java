package dev.tidemark.postgres.sync;

import dev.tidemark.postgres.TestStore;
import dev.tidemark.testkit.PageCommitContract;
import dev.tidemark.testkit.Ports;

class PostgresPageCommitTest extends PageCommitContract {
  @Override
  protected Ports emptyStore() {
    return TestStore.empty(getClass());
  }
}
