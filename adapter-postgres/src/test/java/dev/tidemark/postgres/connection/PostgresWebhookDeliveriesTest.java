package dev.tidemark.postgres.connection;

import dev.tidemark.postgres.TestStore;
import dev.tidemark.testkit.WebhookDeliveriesContract;
import dev.tidemark.testkit.Ports;

class PostgresWebhookDeliveriesTest extends WebhookDeliveriesContract {
  @Override
  protected Ports emptyStore() {
    return TestStore.empty(getClass());
  }
}
