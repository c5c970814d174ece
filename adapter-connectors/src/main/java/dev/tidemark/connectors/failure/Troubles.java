package dev.tidemark.connectors.failure;

import dev.tidemark.connectors.http.Reply;
import dev.tidemark.connectors.interpolation.Scope;
import dev.tidemark.domain.failure.FetchFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says in the engine's words what went wrong between one connection and its provider.
 *
 * @param provider the provider's name as people know it
 * @param asked what was asked for: a model's name, or {@code the check of its credentials}
 * @param expired statuses by which this provider says that it no longer knows the checkpoint
 * @param rules what its answers mean, whatever is asked
 */
public record Troubles(
    String provider,
    String asked,
    Set<Integer> expired,
    ProviderRules rules,
    Scrubber scrubber,
    InstantSource clock) {

  /** Copies the set. */
  public Troubles {
    expired = Set.copyOf(expired);
  }

  /** The same for something else that is asked for. */
  public Troubles asking(String other, Set<Integer> statuses) {
    return new Troubles(provider, other, statuses, rules, scrubber, clock);
  }

  /** The failure that the provider's rules see in an answer of any status. */
  public Optional<FetchFailure> told(Received received, ErrorHandler handler, Scope scope) {
    return rules.kind(received, scope).map(kind -> told(kind, received, handler, scope));
  }

  private FetchFailure told(
      ProviderRules.Kind kind, Received received, ErrorHandler handler, Scope scope) {
    String message = message(received.status(), received.words());
    return switch (kind) {
      case CREDENTIALS_REJECTED -> new FetchFailure.CredentialsRejected(message);
      case PERMISSION_DENIED -> new FetchFailure.PermissionDenied(message);
      case RATE_LIMITED -> new FetchFailure.RateLimited(message, retryAt(received, handler, scope));
      case CHECKPOINT_EXPIRED -> new FetchFailure.CheckpointExpired(message);
      case PROVIDER_UNAVAILABLE ->
          new FetchFailure.ProviderUnavailable(message, retryAt(received, handler, scope));
      case REQUEST_REFUSED -> new FetchFailure.RequestRefused(message);
    };
  }

  /** What an answer means that the credentials are no good. */
  public FetchFailure rejected(Received received) {
    return new FetchFailure.CredentialsRejected(
        message(received, Resolution.byStatus(received.status())));
  }

  /** What an answer that is not to be read means. */
  public FetchFailure answered(
      Received received, Resolution resolution, ErrorHandler handler, Scope scope) {
    String message = message(received, resolution);
    if (expired.contains(received.status())) {
      return new FetchFailure.CheckpointExpired(message);
    }
    return switch (resolution.action()) {
      case RATE_LIMITED -> new FetchFailure.RateLimited(message, retryAt(received, handler, scope));
      case RETRY ->
          received.status() == 429
              ? new FetchFailure.RateLimited(message, retryAt(received, handler, scope))
              : new FetchFailure.ProviderUnavailable(message, retryAt(received, handler, scope));
      case FAIL -> failed(received, resolution, message);
      case SUCCESS, IGNORE ->
          throw new IllegalArgumentException("no failure: " + resolution.action());
    };
  }

  private static FetchFailure failed(Received received, Resolution resolution, String message) {
    if (received.status() == 401) {
      return new FetchFailure.CredentialsRejected(message);
    }
    if (received.status() == 403) {
      return new FetchFailure.PermissionDenied(message);
    }
    if (resolution.blame().isEmpty()) {
      return new FetchFailure.RequestRefused(message);
    }
    return switch (resolution.blame().get()) {
      case CONFIG_ERROR -> new FetchFailure.Misconfigured(message);
      case SYSTEM_ERROR -> new FetchFailure.RequestRefused(message);
      case TRANSIENT_ERROR -> new FetchFailure.ProviderUnavailable(message, null);
    };
  }

  private String message(Received received, Resolution resolution) {
    return message(received.status(), resolution.message().orElseGet(received::words));
  }

  private String message(int status, String said) {
    String words = scrubber.scrub(said);
    String start = provider + " answered " + status + " to " + asked;
    return words.isEmpty() ? start : start + ": " + words;
  }

  private @Nullable Instant retryAt(Received received, ErrorHandler handler, Scope scope) {
    Instant now = clock.instant();
    return rules
        .retryTime()
        .flatMap(time -> time.in(received.body(), now))
        .or(() ->
            handler
                .waits()
                .map(wait -> wait.retryAt(received, scope, now))
                .flatMap(Optional::stream)
                .findFirst())
        .or(() -> retryAfter(received, now))
        .orElse(null);
  }

  /** The header of RFC 9110, section 10.2.3: seconds, or an HTTP date. */
  private static Optional<Instant> retryAfter(Received received, Instant now) {
    String value = received.headers().getOrDefault("Retry-After", "").strip();
    if (value.matches("\\d{1,9}")) {
      return Optional.of(now.plusSeconds(Long.parseLong(value)));
    }
    if (value.matches("\\d{1,9}\\.\\d{1,9}")) {
      return Optional.of(now.plus(Duration.ofMillis((long) (Double.parseDouble(value) * 1000))));
    }
    return RetryTime.date(value);
  }

  /** What an exchange without a readable answer means. */
  public FetchFailure unanswered(Reply reply) {
    return switch (reply) {
      case Reply.Unreachable gone ->
          new FetchFailure.NetworkFailed(
              provider + " could not be reached for " + asked + ": " + gone.reason());
      case Reply.Broken broken -> invalid(broken.reason());
      case Reply.TooLarge large ->
          invalid("the answer is larger than the allowed " + large.limit() + " bytes");
      case Reply.Misdirected astray ->
          new FetchFailure.RequestRefused(
              provider + " answered " + asked + " with " + astray.reason());
      case Reply.Forbidden forbidden -> misconfigured("it leads to " + forbidden.reason());
      case Reply.Unsendable unsendable -> misconfigured(unsendable.reason());
      case Reply.Answer answer ->
          throw new IllegalArgumentException("answered: " + answer.status());
    };
  }

  /** An answer that is not of the expected shape. */
  public FetchFailure invalid(String reason) {
    return new FetchFailure.InvalidData(
        provider + " gave an unusable answer to " + asked + ": " + scrubber.scrub(reason));
  }

  /** Settings or a manifest that make no request. */
  public FetchFailure misconfigured(String reason) {
    return new FetchFailure.Misconfigured(
        provider + " could not be asked for " + asked + ": " + scrubber.scrub(reason));
  }

  /** Another reader of the connection was told to wait, or the rate budget is used up. */
  public FetchFailure held(Instant until) {
    return new FetchFailure.RateLimited(
        provider + " is asked no more on this connection until " + until, until);
  }

  /** The thread was interrupted in the middle. */
  public FetchFailure interrupted() {
    return new FetchFailure.NetworkFailed("reading " + asked + " of " + provider + " was stopped");
  }

  /** A defect of this engine. */
  public FetchFailure broken(RuntimeException defect) {
    return new FetchFailure.Broken(
        "the connector of "
            + provider
            + " failed at "
            + asked
            + " ("
            + defect.getClass().getSimpleName()
            + ")");
  }
}
