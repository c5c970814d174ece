package dev.tidemark.postgres;

import dev.tidemark.postgres.retention.RetentionPolicy;
import dev.tidemark.postgres.schedule.ClaimLimits;

/**
 * How a node uses a database.
 *
 * @param node names this process, and no other one that shares the database, now or later
 * @param connections how many connections it has at most, from 4; one more listens to other nodes
 * @param limits how many syncs run at the same time
 * @param retention how long history is kept
 */
public record StoreOptions(
    String node, int connections, ClaimLimits limits, RetentionPolicy retention) {
  private static final int FEWEST = 4;

  /** Refuses too few connections, and a node without a name. */
  public StoreOptions {
    if (connections < FEWEST) {
      throw new IllegalArgumentException(
          "a node needs at least %d connections, but may have %d".formatted(FEWEST, connections));
    }
    if (node.isBlank()) {
      throw new IllegalArgumentException("a node needs a name");
    }
  }
}
