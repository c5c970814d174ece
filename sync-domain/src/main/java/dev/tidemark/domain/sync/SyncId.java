package dev.tidemark.domain.sync;

import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.provider.ModelName;

/**
 * Names the sync of one model of one connection; written {@code stripe-org_demo/StripeCustomer}.
 */
public record SyncId(ConnectionId connection, ModelName model) {
  @Override
  public String toString() {
    return connection + "/" + model;
  }
}
