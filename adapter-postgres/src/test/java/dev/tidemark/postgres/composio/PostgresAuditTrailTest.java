package dev.tidemark.postgres.composio;

import dev.tidemark.postgres.TestStore;
import dev.tidemark.testkit.AuditTrailContract;
import dev.tidemark.testkit.Ports;

class PostgresAuditTrailTest extends AuditTrailContract {
  @Override
  protected Ports emptyStore() {
    return TestStore.empty(getClass());
  }
}
