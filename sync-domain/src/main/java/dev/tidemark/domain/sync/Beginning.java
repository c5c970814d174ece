package dev.tidemark.domain.sync;

import java.util.Optional;

/** The answer to a worker that wants to begin a run. */
public sealed interface Beginning {
  /**
   * The worker has the lease.
   *
   * @param sync the facts now, with the run {@link CurrentRun.Running}
   * @param lost the earlier run that was closed because its worker was lost, if there was one
   */
  record Begun(Sync sync, Lease lease, Optional<RunId> lost) implements Beginning {}

  /** Another run is active, or waits for its time. */
  record Active(RunId run) implements Beginning {}

  /** The sync is held and does not run. */
  record Held(Hold hold) implements Beginning {}
}
