package dev.tidemark.postgres.sync;

import dev.tidemark.domain.connection.ConnectionId;

/** Is told which connections change, with their syncs, in the transaction that changes them. */
@FunctionalInterface
public interface Changes {
  /** That connection is another one now. */
  void changed(ConnectionId connection);
}
