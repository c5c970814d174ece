package dev.tidemark.domain.sync;

import java.time.Duration;

/** What can happen to a sync, from inside and outside. Workers count from the newest, 0. */
sealed interface Event {
  record TimePasses(Duration by) implements Event {}

  record DueComes() implements Event {}

  record LeaseRunsOut() implements Event {}

  record Claimed(Duration lease) implements Event {}

  record Beaten(int worker, Duration lease) implements Event {}

  record PageStored(int worker, boolean records) implements Event {}

  record Suspended(int worker, boolean rateLimit, Duration pause, boolean startOver)
      implements Event {}

  /**
   * A worker ends its run.
   *
   * @param behind how far its clock is behind
   */
  record Ended(int worker, Ending ending, Duration behind) implements Event {}

  enum Ending {
    SUCCEEDED,
    PARTIAL,
    FAILED,
    FAILED_FOR_GOOD,
    FAILED_WITH_A_TIME,
    CANCELLED
  }

  record Triggered(boolean full) implements Event {}

  record Noticed() implements Event {}

  record StepDone() implements Event {}

  record CancelAsked() implements Event {}

  record Paused() implements Event {}

  record Halted() implements Event {}

  record Released() implements Event {}

  record CredentialsRejected() implements Event {}

  record Reconnected() implements Event {}

  record Reset() implements Event {}

  record Rescheduled(Schedule schedule, SyncMode mode) implements Event {}

  record Swept() implements Event {}
}
