package dev.tidemark.domain.sync;

/** The answer to somebody who wants a run now. */
public sealed interface Triggering {
  /** A run is queued. */
  record Queued(Sync sync, RunId run) implements Triggering {}

  /** A run is active already; it stands for the one that was asked for. */
  record Joined(RunId run) implements Triggering {}

  /** The sync is held and does not run. */
  record Held(Hold hold) implements Triggering {}
}
