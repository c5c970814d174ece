package dev.tidemark.domain.sync;

import dev.tidemark.domain.failure.Failure;
import java.time.Instant;

/** Whether something keeps a sync from running by itself. */
public sealed interface Hold {
  /** Nothing does. */
  record None() implements Hold {}

  /** A user paused it. */
  record PausedByUser(Instant at) implements Hold {}

  /**
   * The system stopped it because running it again cannot help until somebody changes something.
   */
  record HaltedBySystem(Failure reason, Instant at) implements Hold {}
}
