package dev.tidemark.sandbox.composio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.exchange.Answer;
import dev.tidemark.sandbox.exchange.Problem;
import dev.tidemark.sandbox.json.Json;
import java.time.Duration;

/** Problems in Composio's shape. */
final class ComposioErrors {
  private ComposioErrors() {}

  /** The newer API adds a slug to every error. */
  static Answer answer(Problem problem, String requestId, boolean newerApi) {
    ObjectNode body = Json.object();
    ObjectNode error = body.putObject("error");
    error
        .put("message", problem.message())
        .put("code", problem.status())
        .put("status", problem.status())
        .put("request_id", requestId)
        .put("suggested_fix", fix(problem.status()));
    error.putArray("errors").add(problem.message());
    if (newerApi) {
      error.put("slug", "HTTP_" + problem.status());
    }
    Answer answer = Answer.json(problem.status(), Json.bytes(body));
    Duration wait = problem.retryIn();
    return wait == null
        ? answer
        : answer.with("Retry-After", Long.toString(wait.plusMillis(999).toSeconds()));
  }

  static Problem.Refusal parameter(String name, String message) {
    return new Problem(400, "", name + ": " + message, name, null).refusal();
  }

  private static String fix(int status) {
    return switch (status) {
      case 400 -> "Check the query parameters";
      case 401 -> "Send a valid key in the header x-api-key";
      case 404 -> "Check the path and the slug in it";
      case 429 -> "Wait as long as Retry-After says";
      default -> "Try again later";
    };
  }
}
