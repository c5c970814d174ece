package dev.tidemark.sandbox.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.exchange.Answer;
import dev.tidemark.sandbox.exchange.Problem;
import dev.tidemark.sandbox.world.Account;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Google, which gives a refresh token only to those who ask for access while nobody is there. */
record Google(String title, String usualScope) implements Vendor {
  /** An hour, of which a second is gone on the way. */
  private static final Duration LIFETIME = Duration.ofSeconds(3599);

  @Override
  public String authorizePath() {
    return "/o/oauth2/v2/auth";
  }

  @Override
  public String tokenPath() {
    return "/token";
  }

  @Override
  public Prefixes prefixes() {
    return new Prefixes("4/0A", "ya29.a0", "1//0");
  }

  @Override
  public Optional<Duration> lifetime(OAuthSettings settings) {
    return settings.accessTokenLifetime().or(() -> Optional.of(LIFETIME));
  }

  @Override
  public boolean refreshes(AuthorizationRequest request, OAuthSettings settings) {
    return request.offline();
  }

  @Override
  public Map<String, String> standing() {
    return Map.of(
        "1//refresh-sandbox", AuthorizationServer.SANDBOX,
        "1//refresh-empty", AuthorizationServer.EMPTY);
  }

  @Override
  public ObjectNode granted(Tokens tokens, Account account) {
    ObjectNode body = Words.granted(tokens, "Bearer").put("scope", tokens.scope());
    if (!tokens.fresh()) {
      body.remove("refresh_token");
    }
    return body;
  }

  @Override
  public Answer refused(Refusal refusal, String message) {
    return switch (refusal) {
      case UNKNOWN_CLIENT ->
          Words.refused(401, "invalid_client", "The OAuth client was not found.");
      case WRONG_SECRET -> Words.refused(401, "invalid_client", "Unauthorized");
      case WRONG_REDIRECT -> Words.refused(400, "redirect_uri_mismatch", "Bad Request");
      case BAD_REFRESH_TOKEN -> Words.refused(refusal, "Token has been expired or revoked.");
      case INVALID_REQUEST, UNKNOWN_GRANT_TYPE, BAD_CODE, WRONG_VERIFIER ->
          Words.refused(refusal, message);
    };
  }

  @Override
  public Optional<Answer> trouble(Problem problem) {
    String error =
        switch (problem.status()) {
          case 429 -> "rate_limit_exceeded";
          default -> problem.status() >= 500 ? "internal_failure" : "invalid_request";
        };
    return Optional.of(Words.refused(problem.status(), error, problem.message()));
  }
}
