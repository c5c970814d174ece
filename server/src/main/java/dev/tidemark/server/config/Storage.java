package dev.tidemark.server.config;

import dev.tidemark.postgres.DatabaseAddress;
import dev.tidemark.postgres.retention.RetentionPolicy;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where everything is kept, and how much runs at the same time.
 *
 * @param database a database that nodes share; without one, the data folder has one of its own
 * @param connections how many connections a node has to the database at most, from 4
 * @param vaultKey the key set that credentials are encrypted with; without one, the data folder has
 *     it
 * @param running how many syncs a node runs at the same time, from 1
 * @param runningPerConnection how many of one connection all nodes run together, from 1
 * @param runningPerProvider how many of one provider all nodes run together, from 1; empty for any
 *     number
 * @param retention how long history is kept
 */
public record Storage(
    Kind kind,
    Optional<DatabaseAddress> database,
    int connections,
    Optional<String> vaultKey,
    int running,
    int runningPerConnection,
    OptionalInt runningPerProvider,
    RetentionPolicy retention) {
  static final int USUAL_CONNECTIONS = 16;
  static final int USUAL_RUNNING = 256;
  static final int USUAL_RUNNING_PER_CONNECTION = 8;

  /** What keeps it. */
  public enum Kind {
    /** The process, until it ends. */
    MEMORY,
    /** A PostgreSQL database. */
    POSTGRES
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "Storage[" + kind + "]";
  }
}
