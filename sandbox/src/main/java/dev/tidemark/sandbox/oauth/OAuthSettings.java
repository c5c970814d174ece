package dev.tidemark.sandbox.oauth;

import java.time.Duration;
import java.util.Optional;

/**
 * How a provider issues tokens.
 *
 * @param rotateRefreshTokens whether each refresh gives a new refresh token
 * @param accessTokenLifetime by the sandbox's clock; empty for the provider's own
 */
public record OAuthSettings(boolean rotateRefreshTokens, Optional<Duration> accessTokenLifetime) {
  /** What every provider begins with. */
  public static final OAuthSettings USUAL = new OAuthSettings(false, Optional.empty());

  public OAuthSettings {
    accessTokenLifetime.ifPresent(lifetime -> {
      if (lifetime.compareTo(Duration.ofSeconds(1)) < 0) {
        throw new IllegalArgumentException(
            "access_token_lifetime is " + lifetime + ", must be at least PT1S");
      }
    });
  }

  /** The lifetime of tokens that do not end unless they rotate, or unless they are told to. */
  Optional<Duration> lifetimeIfRotating(Duration usual) {
    return accessTokenLifetime.or(
        () -> rotateRefreshTokens ? Optional.of(usual) : Optional.empty());
  }
}
