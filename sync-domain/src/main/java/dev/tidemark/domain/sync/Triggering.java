package dev.tidemark.domain.sync;

/** The answer to somebody who wants a run now. */
public sealed interface Triggering {
  /** A run is queued. */
  record Queued(Sync sync, RunId run) implements Triggering {}

  /**
   * A run is active already; it stands for the one that was asked for.
   *
   * @param sync the facts afterwards: a run that has not begun becomes the full pass that is wanted
   */
  record Joined(Sync sync, RunId run) implements Triggering {}

  /** The sync is held and does not run. */
  record Held(Hold.Reason hold) implements Triggering {}
}
