package dev.tidemark.sandbox.google;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.exchange.Answer;
import dev.tidemark.sandbox.exchange.Call;
import dev.tidemark.sandbox.exchange.Problem;
import dev.tidemark.sandbox.exchange.Query;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.small.Kind;
import dev.tidemark.sandbox.small.SmallEmulator;
import dev.tidemark.sandbox.world.Origin;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * What Google's APIs have in common: access tokens that can be had for a refresh token, and the
 * form of errors.
 */
abstract class GoogleEmulator extends SmallEmulator {
  private static final String TOKEN = "/token";
  private static final String CLIENT = "sandbox-client";
  private static final String CLIENT_SECRET = "sandbox-client-secret";
  private static final String REFRESH = "1//refresh-";
  private static final Duration LIFETIME = Duration.ofHours(1);

  private final InstantSource clock;

  GoogleEmulator(String name, Origin origin, List<Kind> kinds) {
    super(name, origin, "ya29.sandbox", "ya29.empty", kinds);
    this.clock = origin.clock();
    post(TOKEN, this::token);
  }

  @Override
  protected final Map<String, String> connectionWith(String key) {
    return Map.of("accessToken", key);
  }

  /** A token of the account's own lasts; one that was had for a refresh token ends. */
  @Override
  public final String authenticate(Call call) {
    if (call.path().equals(TOKEN)) {
      return refreshed(Query.parse(call.body()));
    }
    String token = bearer(call);
    for (String account : List.of(SANDBOX, EMPTY)) {
      String prefix = key(account) + ".";
      if (token.startsWith(prefix) && token.substring(prefix.length()).matches("\\d{1,18}")) {
        long end = Long.parseLong(token.substring(prefix.length()));
        if (clock.instant().getEpochSecond() < end) {
          return account;
        }
      }
    }
    return opened(token);
  }

  private static String refreshed(Query form) {
    if (!form.last("grant_type").orElse("").equals("refresh_token")) {
      throw new Problem(400, "unsupported_grant_type", "Invalid grant_type", null, null).refusal();
    }
    if (!form.last("client_id").orElse("").equals(CLIENT)
        || !form.last("client_secret").orElse("").equals(CLIENT_SECRET)) {
      throw new Problem(401, "invalid_client", "Unauthorized", null, null).refusal();
    }
    String token = form.last("refresh_token").orElse("");
    for (String account : List.of(SANDBOX, EMPTY)) {
      if (token.equals(REFRESH + account)) {
        return account;
      }
    }
    throw invalidGrant();
  }

  private static Problem.Refusal invalidGrant() {
    return new Problem(400, "invalid_grant", "Token has been expired or revoked.", null, null)
        .refusal();
  }

  private Answer token(Request request) {
    String account = request.world() == account(EMPTY) ? EMPTY : SANDBOX;
    long end = clock.instant().plus(LIFETIME).getEpochSecond();
    ObjectNode body = Json.object().put("access_token", key(account) + "." + end);
    body.put("expires_in", LIFETIME.toSeconds()).put("token_type", "Bearer");
    return Answer.json(200, Json.bytes(body));
  }

  @Override
  public final Answer error(Call call, Problem problem) {
    if (call.path().equals(TOKEN)) {
      return grantError(problem);
    }
    // A used-up quota is a 403 like a missing permission, and nothing tells when it is there again.
    boolean quota = problem.status() == 429;
    int status = quota && problem.retryIn() != null ? 403 : problem.status();
    ObjectNode body = Json.object();
    ObjectNode error = body.putObject("error").put("code", status);
    error.put("message", problem.message());
    ObjectNode detail = error.putArray("errors").addObject();
    detail.put("domain", quota ? "usageLimits" : "global").put("reason", reason(problem));
    detail.put("message", problem.message());
    if (problem.param() != null) {
      detail.put("locationType", "parameter").put("location", problem.param());
    }
    return Answer.json(status, Json.bytes(body));
  }

  private static Answer grantError(Problem problem) {
    boolean revoked = problem.status() == 401 && problem.code().isEmpty();
    ObjectNode body = Json.object();
    body.put("error", revoked ? "invalid_grant" : problem.code());
    body.put("error_description", problem.message());
    return Answer.json(revoked ? 400 : problem.status(), Json.bytes(body));
  }

  private static String reason(Problem problem) {
    if (!problem.code().isEmpty() && !problem.code().equals("invalid")) {
      return problem.code();
    }
    return switch (problem.status()) {
      case 400 -> "badRequest";
      case 401 -> "authError";
      case 403 -> "forbidden";
      case 404 -> "notFound";
      case 429 -> "rateLimitExceeded";
      default -> "backendError";
    };
  }

  static Problem.Refusal notFound() {
    return Problem.of(404, "Not Found").refusal();
  }
}
