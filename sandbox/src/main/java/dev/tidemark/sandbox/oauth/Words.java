package dev.tidemark.sandbox.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.exchange.Answer;
import dev.tidemark.sandbox.json.Json;

/** Bodies of token endpoints as RFC 6749 has them, in 5.1 and 5.2. */
final class Words {
  private Words() {}

  static ObjectNode granted(Tokens tokens, String type) {
    ObjectNode body = Json.object().put("access_token", tokens.accessToken());
    tokens.lifetime().ifPresent(lifetime -> body.put("expires_in", lifetime.toSeconds()));
    tokens.refreshToken().ifPresent(token -> body.put("refresh_token", token));
    return body.put("token_type", type);
  }

  static Answer refused(int status, String error, String description) {
    ObjectNode body = Json.object().put("error", error).put("error_description", description);
    Answer answer = Answer.json(status, Json.bytes(body));
    return status == 401 ? answer.with("WWW-Authenticate", "Basic realm=\"sandbox\"") : answer;
  }

  static Answer refused(Refusal refusal, String description) {
    return refused(
        switch (refusal) {
          case UNKNOWN_CLIENT, WRONG_SECRET -> 401;
          case INVALID_REQUEST,
              UNKNOWN_GRANT_TYPE,
              BAD_CODE,
              WRONG_REDIRECT,
              WRONG_VERIFIER,
              BAD_REFRESH_TOKEN ->
              400;
        },
        switch (refusal) {
          case INVALID_REQUEST -> "invalid_request";
          case UNKNOWN_CLIENT, WRONG_SECRET -> "invalid_client";
          case UNKNOWN_GRANT_TYPE -> "unsupported_grant_type";
          case BAD_CODE, WRONG_REDIRECT, WRONG_VERIFIER, BAD_REFRESH_TOKEN -> "invalid_grant";
        },
        description);
  }
}
