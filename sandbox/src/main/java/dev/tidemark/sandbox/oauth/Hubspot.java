package dev.tidemark.sandbox.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.exchange.Answer;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.world.Account;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** HubSpot, whose refusals name no {@code error}. */
final class Hubspot implements Vendor {
  private static final Duration LIFETIME = Duration.ofMinutes(30);

  @Override
  public String title() {
    return "HubSpot";
  }

  @Override
  public String authorizePath() {
    return "/oauth/authorize";
  }

  @Override
  public String tokenPath() {
    return "/oauth/v1/token";
  }

  @Override
  public Prefixes prefixes() {
    return new Prefixes("na1-", "CL", "na1-");
  }

  @Override
  public Optional<Duration> lifetime(OAuthSettings settings) {
    return settings.accessTokenLifetime().or(() -> Optional.of(LIFETIME));
  }

  @Override
  public boolean refreshes(AuthorizationRequest request, OAuthSettings settings) {
    return true;
  }

  @Override
  public String usualScope() {
    return "oauth";
  }

  @Override
  public String endedCode() {
    return "EXPIRED_AUTHENTICATION";
  }

  @Override
  public Map<String, String> standing() {
    return Map.of(
        "refresh-pat-na1-sandbox", AuthorizationServer.SANDBOX,
        "refresh-pat-na1-empty", AuthorizationServer.EMPTY);
  }

  @Override
  public boolean standsForAnyClient() {
    return true;
  }

  @Override
  public ObjectNode granted(Tokens tokens, Account account) {
    return Words.granted(tokens, "bearer");
  }

  @Override
  public Answer refused(Refusal refusal, String message) {
    ObjectNode body = Json.object();
    switch (refusal) {
      case INVALID_REQUEST -> body.put("status", "BAD_REQUEST").put("message", message);
      case UNKNOWN_CLIENT ->
          body.put("status", "BAD_CLIENT_ID").put("message", "missing or unknown client id");
      case WRONG_SECRET ->
          body.put("status", "BAD_CLIENT_SECRET")
              .put("message", "missing or invalid client secret");
      case UNKNOWN_GRANT_TYPE ->
          body.put("status", "BAD_GRANT_TYPE").put("message", "missing or unknown grant type");
      case BAD_CODE, WRONG_VERIFIER ->
          body.put("status", "BAD_AUTH_CODE").put("message", "missing or unknown auth code");
      case WRONG_REDIRECT ->
          body.put("status", "MISMATCH_REDIRECT_URI_AUTH_CODE").put("message", message);
      case BAD_REFRESH_TOKEN ->
          body.put("status", "BAD_REFRESH_TOKEN")
              .put("message", "missing or invalid refresh token");
    }
    return Answer.json(400, Json.bytes(body));
  }
}
