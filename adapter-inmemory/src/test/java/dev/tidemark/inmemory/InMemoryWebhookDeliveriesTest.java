package dev.tidemark.inmemory;

import dev.tidemark.testkit.Ports;
import dev.tidemark.testkit.WebhookDeliveriesContract;

class InMemoryWebhookDeliveriesTest extends WebhookDeliveriesContract {
  @Override
  protected Ports emptyStore() {
    return InMemoryPorts.empty();
  }
}
