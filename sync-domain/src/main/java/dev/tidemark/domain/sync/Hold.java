package dev.tidemark.domain.sync;

import dev.tidemark.domain.failure.Failure;
import java.time.Instant;

/** Whether something keeps a sync from running. */
public sealed interface Hold {
  /** Nothing does. */
  record None() implements Hold {}

  /** Something does. */
  sealed interface Reason extends Hold {
    /** Since when. */
    Instant at();
  }

  /** A user paused it. */
  record PausedByUser(Instant at) implements Reason {}

  /**
   * The system stopped it because running it again cannot help until somebody changes something.
   */
  record HaltedBySystem(Failure reason, Instant at) implements Reason {}

  /**
   * The model says little before a step of the connection's setup is done.
   *
   * @param step the step's id, such as {@code crm-mapping}
   */
  record AwaitingSetup(String step, Instant at) implements Reason {}

  /** What is higher outlasts what is lower. */
  default int rank() {
    return switch (this) {
      case None none -> 0;
      case HaltedBySystem halted -> 1;
      case PausedByUser paused -> 2;
      case AwaitingSetup awaiting -> 3;
    };
  }
}
