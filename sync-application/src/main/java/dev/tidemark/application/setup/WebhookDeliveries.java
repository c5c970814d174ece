package dev.tidemark.application.setup;

import dev.tidemark.domain.connection.ConnectionId;
import java.time.Instant;

/** Driven port: which deliveries came in already. */
public interface WebhookDeliveries {
  /**
   * Notes a delivery, until an instant after which it may be forgotten.
   *
   * @return whether it is the first of its id; of several at once, one is
   */
  boolean first(ConnectionId connection, String id, Instant now, Instant until);
}
