package dev.tidemark.inmemory;

import dev.tidemark.application.setup.WebhookDeliveries;
import dev.tidemark.domain.connection.ConnectionId;
import java.time.Instant;

/** Deliveries in memory. */
final class InMemoryWebhookDeliveries implements WebhookDeliveries {
  private final InMemoryTransactions transactions;
  private final Table<String, Instant> seen;
  private final Expiry<String> expiry;

  InMemoryWebhookDeliveries(InMemoryTransactions transactions) {
    this.transactions = transactions;
    this.seen = new Table<>(transactions);
    this.expiry = new Expiry<>(transactions);
  }

  @Override
  public boolean first(ConnectionId connection, String id, Instant now, Instant until) {
    return transactions.perform(() -> {
      expiry.takeBefore(now).forEach(seen::remove);
      String key = connection + " " + id;
      if (seen.get(key) != null) {
        return false;
      }
      seen.put(key, until);
      expiry.add(until, key);
      return true;
    });
  }
}
