package dev.tidemark.sandbox.google;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.exchange.Answer;
import dev.tidemark.sandbox.exchange.Call;
import dev.tidemark.sandbox.exchange.Problem;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.small.Kind;
import dev.tidemark.sandbox.small.SmallEmulator;
import dev.tidemark.sandbox.world.Origin;
import java.util.List;
import java.util.Map;

/** What Google's APIs have in common: the access tokens and the form of errors. */
abstract class GoogleEmulator extends SmallEmulator {
  GoogleEmulator(String name, Origin origin, List<Kind> kinds) {
    super(name, origin, "ya29.sandbox", "ya29.empty", kinds);
  }

  @Override
  protected final Map<String, String> connectionWith(String key) {
    return Map.of("accessToken", key);
  }

  @Override
  public final Answer error(Call call, Problem problem) {
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
