package dev.tidemark.domain.sync;

/** The answer to a worker that wants to begin a run. */
public sealed interface Beginning {
  /**
   * The worker has the lease.
   *
   * @param sync the facts now, with the run {@link CurrentRun.Running}
   */
  record Begun(Sync sync, Lease lease) implements Beginning {}

  /**
   * Nothing has begun, but a run was found whose worker is gone, and is closed. The worker may ask
   * again.
   *
   * @param sync the facts now, without the run
   * @param run the run that was closed
   */
  record FoundLost(Sync sync, RunId run, Outcome.Lost outcome) implements Beginning {}

  /** Another run is active, or waits for its time. */
  record Active(RunId run) implements Beginning {}

  /** The sync is held and does not run. */
  record Held(Hold hold) implements Beginning {}
}
