package dev.tidemark.application.sync;

import dev.tidemark.domain.sync.SyncId;
import java.time.Instant;
import java.util.Optional;

/**
 * Driven port: wakes syncs when they are due. A sync has at most one due instant. When it comes,
 * some worker in the cluster claims the sync and runs it; a claim is not lost with its worker. The
 * claimed instant stays until it is replaced, so that whoever runs the sync must schedule or
 * unschedule it; if nobody does, the sync is claimed again after a pause. Calls join the
 * transaction they are made in.
 */
public interface SyncScheduler {
  /**
   * The sync is due then, in place of any other instant; an instant that has passed means at once.
   */
  void schedule(SyncId sync, Instant due);

  /** The sync is not due by itself any more; nothing happens if it was not. */
  void unschedule(SyncId sync);

  /** When the sync is due: the instant that will be claimed. */
  Optional<Instant> due(SyncId sync);
}
