package dev.tidemark.domain.failure;

/**
 * Why a run did not succeed.
 *
 * @param retryable whether trying again later can help without anybody changing anything
 * @param message one sentence that is safe to show: no credential, header or stack trace
 * @param remedy what the user can do about it; empty if nothing
 */
public record Failure(FailureCode code, boolean retryable, String message, String remedy) {
  /** Refuses a failure that does not say what happened. */
  public Failure {
    if (message.isBlank()) {
      throw new IllegalArgumentException("a failure needs a message, but " + code + " has none");
    }
  }
}
