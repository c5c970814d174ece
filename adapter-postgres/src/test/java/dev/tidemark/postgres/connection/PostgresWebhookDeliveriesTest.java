package dev.tidemark.postgres.connection;

import dev.tidemark.postgres.TestStore;
import dev.tidemark.testkit.Ports;
import dev.tidemark.testkit.WebhookDeliveriesContract;

class PostgresWebhookDeliveriesTest extends WebhookDeliveriesContract {
  @Override
  protected Ports emptyStore() {
    return TestStore.empty(getClass());
  }
}
