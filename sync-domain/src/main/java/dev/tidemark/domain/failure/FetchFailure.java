package dev.tidemark.domain.failure;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a provider could not be read, as its connector saw it. Every message is one sentence that is
 * safe to show.
 */
public sealed interface FetchFailure {
  /** What happened, safe to show. */
  String message();

  /** The provider does not accept the credentials. */
  record CredentialsRejected(String message) implements FetchFailure {}

  /** The credentials are accepted but may not read this. */
  record PermissionDenied(String message) implements FetchFailure {}

  /**
   * The provider asked to slow down.
   *
   * @param resumeAt when it will answer again, if it said so
   */
  record RateLimited(String message, @Nullable Instant resumeAt) implements FetchFailure {}

  /**
   * The provider answered with an error that may pass.
   *
   * @param retryAt the earliest instant to try again, if the provider or its manifest said so
   */
  record ProviderUnavailable(String message, @Nullable Instant retryAt) implements FetchFailure {}

  /** The provider refused the request itself, and will refuse it again. */
  record RequestRefused(String message) implements FetchFailure {}

  /** The provider could not be reached, was too slow, or the connection broke. */
  record NetworkFailed(String message) implements FetchFailure {}

  /** The provider no longer knows the checkpoint: only a full pass can help. */
  record CheckpointExpired(String message) implements FetchFailure {}

  /** The answer was cut off, malformed, too large, or not of the expected shape. */
  record InvalidData(String message) implements FetchFailure {}

  /** The connection's settings or the manifest do not fit the provider. */
  record Misconfigured(String message) implements FetchFailure {}

  /** A defect of the connector. */
  record Broken(String message) implements FetchFailure {}

  /** The same failure as the domain keeps it. */
  default Failure toFailure() {
    return switch (this) {
      case CredentialsRejected f ->
          new Failure(FailureCode.AUTH, false, f.message, "Reconnect with valid credentials.");
      case PermissionDenied f ->
          new Failure(
              FailureCode.PERMISSION,
              false,
              f.message,
              "Grant the credentials access to this model.");
      case RateLimited f -> new Failure(FailureCode.RATE_LIMIT, true, f.message, "");
      case ProviderUnavailable f -> new Failure(FailureCode.PROVIDER_ERROR, true, f.message, "");
      case RequestRefused f -> new Failure(FailureCode.PROVIDER_ERROR, false, f.message, "");
      case NetworkFailed f -> new Failure(FailureCode.NETWORK, true, f.message, "");
      case CheckpointExpired f -> new Failure(FailureCode.CHECKPOINT_EXPIRED, true, f.message, "");
      case InvalidData f -> new Failure(FailureCode.INVALID_DATA, true, f.message, "");
      case Misconfigured f ->
          new Failure(
              FailureCode.CONFIG,
              false,
              f.message,
              "Correct the connection's settings and reconnect.");
      case Broken f -> new Failure(FailureCode.INTERNAL, true, f.message, "");
    };
  }
}
