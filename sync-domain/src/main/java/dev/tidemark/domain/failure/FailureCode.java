package dev.tidemark.domain.failure;

/** What kind of trouble a failure is; the code decides what the engine does next. */
public enum FailureCode {
  /** The credentials were rejected: nothing runs until new ones are given. */
  AUTH,
  /** The credentials are good but may not read this model. */
  PERMISSION,
  /** The provider asked to slow down and did not let up. */
  RATE_LIMIT,
  /** The provider answered with an error of its own. */
  PROVIDER_ERROR,
  /** The provider could not be reached, or the connection broke. */
  NETWORK,
  /** The provider no longer knows the checkpoint. */
  CHECKPOINT_EXPIRED,
  /** The provider's answer could not be understood. */
  INVALID_DATA,
  /** The connection or the connector is configured wrongly: nothing runs until that changes. */
  CONFIG,
  /** The own store could not take the data. */
  STORAGE,
  /** The worker vanished in the middle. */
  LOST,
  /** A defect of this software. */
  INTERNAL
}
