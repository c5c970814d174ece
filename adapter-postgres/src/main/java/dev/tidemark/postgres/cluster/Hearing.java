package dev.tidemark.postgres.cluster;

import dev.tidemark.domain.connection.ConnectionId;
import java.time.Instant;

/** Takes in what other nodes tell. */
public interface Hearing {
  /** Another node has changed the connection or its syncs. */
  void changed(ConnectionId connection);

  /** Anything may have changed: something was missed, or too much was changed to be told. */
  void changedSomewhere();

  /** Another node has made a sync due then. */
  void due(Instant at);
}
