package dev.tidemark.domain.sync;

import dev.tidemark.domain.failure.Failure;
import java.time.Instant;

/** How a run ended. */
public sealed interface Outcome {
  /** When the run ended. */
  Instant at();

  /**
   * An outcome that says something about the data. A cancelled run says nothing, so that it never
   * replaces one.
   */
  sealed interface Real extends Outcome {}

  /** Everything was read and stored. */
  record Succeeded(Instant at) implements Real {}

  /**
   * The data was read, but not all of it could be applied.
   *
   * @param stored records that are stored as the provider has them
   * @param expected records that should be
   */
  record Partial(Instant at, Failure failure, long stored, long expected) implements Real {}

  /** The run gave up. */
  record Failed(Instant at, Failure failure) implements Real {}

  /**
   * The worker vanished.
   *
   * @param at when its lease ended
   */
  record Lost(Instant at) implements Real {}

  /** A user stopped the run. */
  record Cancelled(Instant at) implements Outcome {}
}
