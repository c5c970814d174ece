package dev.tidemark.application.run;

/** The answer to a worker's heartbeat. */
public enum Beat {
  /** The lease holds on. */
  HELD,
  /** The lease holds on, and somebody wants the run to stop. */
  CANCEL_REQUESTED,
  /** The lease is not the worker's any more. */
  LOST
}
