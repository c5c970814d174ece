package dev.tidemark.application.connection;

import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.setup.ConnectionSetup;
import java.util.Optional;

/** Driven port: what was done to connections after they were made. */
public interface ConnectionSetups {
  /** What was done, if anything was. */
  Optional<ConnectionSetup> find(ConnectionId connection);

  /** Keeps it in place of what was kept before. */
  void save(ConnectionSetup setup);

  /** Forgets it; nothing happens if there is none. */
  void forget(ConnectionId connection);
}
