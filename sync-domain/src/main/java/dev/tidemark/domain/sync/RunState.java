package dev.tidemark.domain.sync;

import java.util.Optional;

/** How far a run that is not over has come. */
public enum RunState {
  /** No worker has taken it up. */
  QUEUED,
  /** A worker is at it. */
  RUNNING,
  /** It goes on later: a rate limit or a failure that may pass is in the way. */
  WAITING;

  /** The state of the run that is active, if one is. */
  public static Optional<RunState> of(CurrentRun run) {
    return switch (run) {
      case CurrentRun.None none -> Optional.empty();
      case CurrentRun.Queued queued -> Optional.of(QUEUED);
      case CurrentRun.Working working -> Optional.of(RUNNING);
      case CurrentRun.Waiting waiting -> Optional.of(WAITING);
    };
  }
}
