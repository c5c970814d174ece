package dev.tidemark.application.sync;

import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.sync.Sync;
import dev.tidemark.domain.sync.SyncId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Driven port: the facts of syncs. Who changes several syncs of a connection in one transaction
 * does so in the order of {@link #list}, so that no two wait for each other.
 */
public interface SyncRepository {
  /** The facts, if there is such a sync. */
  Optional<Sync> find(SyncId id);

  /** All syncs of a connection, by model name. */
  List<Sync> list(ConnectionId connection);

  /**
   * Adds a sync.
   *
   * @throws IllegalStateException if it is there already, or its connection is not
   */
  void add(Sync sync);

  /**
   * Changes the facts, as if nobody else did so at the same time. A run that they do not know any
   * more afterwards is over in the history too: lost if they say so, else cancelled.
   *
   * @param change a pure function of the facts; it may be called more than once
   * @return the facts afterwards; empty if there is no such sync
   * @throws IllegalArgumentException if the change does not keep the id
   */
  Optional<Sync> update(SyncId id, UnaryOperator<Sync> change);

  /**
   * Removes all syncs of a connection; a run that is at it can no longer commit, and is cancelled
   * in the history. Records and history stay.
   *
   * @return the facts that they had, by model name
   */
  List<Sync> removeAll(ConnectionId connection);

  /**
   * Syncs whose worker's lease ended at that instant or before, the longest lost first, at most so
   * many.
   */
  List<SyncId> lost(Instant now, int limit);
}
