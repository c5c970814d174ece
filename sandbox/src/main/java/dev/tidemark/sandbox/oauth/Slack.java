package dev.tidemark.sandbox.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.exchange.Answer;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.world.Account;
import java.time.Duration;
import java.util.Optional;

/** Slack, which refuses with 200, and whose tokens do not end unless they rotate. */
final class Slack implements Vendor {
  /** With token rotation, as its documentation has it. */
  private static final Duration LIFETIME = Duration.ofHours(12);

  @Override
  public String title() {
    return "Slack";
  }

  @Override
  public String authorizePath() {
    return "/oauth/v2/authorize";
  }

  @Override
  public String tokenPath() {
    return "/api/oauth.v2.access";
  }

  @Override
  public Prefixes prefixes() {
    return new Prefixes("", "xoxb-", "xoxe-1-");
  }

  @Override
  public Optional<Duration> lifetime(OAuthSettings settings) {
    return settings.lifetimeIfRotating(LIFETIME);
  }

  @Override
  public String usualScope() {
    return "channels:history,channels:read,team:read,users:read";
  }

  @Override
  public String usualGrantType() {
    return "authorization_code";
  }

  @Override
  public String endedCode() {
    return "token_expired";
  }

  @Override
  public ObjectNode granted(Tokens tokens, Account account) {
    ObjectNode team = Json.object(account.dump("team").getFirst());
    ObjectNode body = Json.object().put("ok", true).put("app_id", "A0TIDEMARK");
    body.putObject("authed_user").put("id", "U0SIGNEDIN");
    body.put("scope", tokens.scope());
    body.setAll(Words.granted(tokens, "bot"));
    body.put("bot_user_id", "U0TIDEMARK");
    body.putObject("team")
        .put("id", team.path("id").asText())
        .put("name", team.path("name").asText());
    return body.putNull("enterprise").put("is_enterprise_install", false);
  }

  @Override
  public Answer refused(Refusal refusal, String message) {
    String error =
        switch (refusal) {
          case INVALID_REQUEST -> "invalid_arguments";
          case UNKNOWN_CLIENT -> "invalid_client_id";
          case WRONG_SECRET -> "bad_client_secret";
          case UNKNOWN_GRANT_TYPE -> "invalid_grant_type";
          case BAD_CODE, WRONG_VERIFIER -> "invalid_code";
          case WRONG_REDIRECT -> "bad_redirect_uri";
          case BAD_REFRESH_TOKEN -> "invalid_refresh_token";
        };
    return Answer.json(200, Json.bytes(Json.object().put("ok", false).put("error", error)));
  }
}
