package dev.tidemark.postgres.event;

import dev.tidemark.postgres.TestStore;
import dev.tidemark.testkit.EventSubscriptionsContract;
import dev.tidemark.testkit.Ports;

class PostgresEventSubscriptionsTest extends EventSubscriptionsContract {
  @Override
  protected Ports emptyStore() {
    return TestStore.empty(getClass());
  }
}
