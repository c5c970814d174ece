package dev.tidemark.sandbox.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.exchange.Answer;
import dev.tidemark.sandbox.exchange.Problem;
import dev.tidemark.sandbox.world.Account;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What is peculiar to one provider's sign-in; paths are below the provider's prefix. */
interface Vendor {
  /** How the provider calls itself. */
  String title();

  String authorizePath();

  String tokenPath();

  /** What codes, access tokens and refresh tokens begin with. */
  Prefixes prefixes();

  /** What {@link #prefixes} gives. */
  record Prefixes(String code, String access, String refresh) {}

  /** How long an access token lasts under these settings; empty if it does not end. */
  Optional<Duration> lifetime(OAuthSettings settings);

  /** Whether a sign-in gives a refresh token under these settings; usually if tokens end. */
  default boolean refreshes(AuthorizationRequest request, OAuthSettings settings) {
    return lifetime(settings).isPresent();
  }

  /** What is granted when a sign-in names no scopes; empty if there are none. */
  String usualScope();

  /** The grant type that is meant when none is named; empty if one must be. */
  default String usualGrantType() {
    return "";
  }

  /** Whether a code is good only together with the address it was sent to. */
  default boolean needsRedirectUri() {
    return true;
  }

  /** The provider's code for an access token that has ended; empty for its usual one. */
  default String endedCode() {
    return "";
  }

  /** Refresh tokens that are good from the start, each with its account. */
  default Map<String, String> standing() {
    return Map.of();
  }

  /** Whether a standing refresh token is good in any client's hands. */
  default boolean standsForAnyClient() {
    return false;
  }

  /** The body of a granted token request. */
  ObjectNode granted(Tokens tokens, Account account);

  Answer refused(Refusal refusal, String message);

  /** A problem of the server's at its token endpoint; empty if it is worded as everywhere else. */
  default Optional<Answer> trouble(Problem problem) {
    return Optional.empty();
  }
}
