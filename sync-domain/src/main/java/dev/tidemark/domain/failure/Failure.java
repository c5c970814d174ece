package dev.tidemark.domain.failure;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a run did not succeed.
 *
 * @param retryable whether trying again later can help without anybody changing anything
 * @param message one sentence that is safe to show: no credential, header or stack trace
 * @param remedy what the user can do about it; empty if nothing
 * @param notBefore the provider wants to be asked again no earlier; null if it did not say
 */
public record Failure(
    FailureCode code,
    boolean retryable,
    String message,
    String remedy,
    @Nullable Instant notBefore) {
  /** Refuses a failure that does not say what happened. */
  public Failure {
    if (message.isBlank()) {
      throw new IllegalArgumentException("a failure needs a message, but " + code + " has none");
    }
  }

  /** A failure after which the provider named no time. */
  public Failure(FailureCode code, boolean retryable, String message, String remedy) {
    this(code, retryable, message, remedy, null);
  }

  /** The same, but the provider may be asked again then at the latest. */
  public Failure notBeforeAtMost(Instant latest) {
    return notBefore != null && notBefore.isAfter(latest)
        ? new Failure(code, retryable, message, remedy, latest)
        : this;
  }
}
