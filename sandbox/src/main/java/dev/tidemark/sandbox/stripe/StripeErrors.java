package dev.tidemark.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.exchange.Answer;
import dev.tidemark.sandbox.exchange.Problem;
import dev.tidemark.sandbox.json.Json;

/** Problems in Stripe's words. */
final class StripeErrors {
  private StripeErrors() {}

  static Answer answer(Problem problem) {
    ObjectNode body = Json.object();
    ObjectNode error = body.putObject("error");
    String code = code(problem);
    if (!code.isEmpty()) {
      error.put("code", code);
      error.put("doc_url", "https://stripe.com/docs/error-codes/" + code.replace('_', '-'));
    }
    error.put("message", problem.message());
    if (problem.param() != null) {
      error.put("param", problem.param());
    }
    error.put("type", problem.status() >= 500 ? "api_error" : "invalid_request_error");
    Answer answer = Answer.json(problem.status(), Json.bytes(body));
    // Stripe names the limit that was hit and promises no Retry-After
    return problem.status() == 429
        ? answer.with("Stripe-Rate-Limited-Reason", "global-rate")
        : answer;
  }

  static Problem.Refusal unknownParameter(String name) {
    return parameter("parameter_unknown", name, "Received unknown parameter: " + name);
  }

  static Problem.Refusal notAnInteger(String name, String value) {
    return parameter("parameter_invalid_integer", name, "Invalid integer: " + value);
  }

  static Problem.Refusal parameter(String code, String name, String message) {
    return new Problem(400, code, message, name, null).refusal();
  }

  /** An id that stands for nothing; 404 for the object asked for, 400 for a cursor. */
  static Problem.Refusal missing(int status, String object, String id, String param) {
    String message = "No such " + object + ": '" + id + "'";
    return new Problem(status, "resource_missing", message, param, null).refusal();
  }

  private static String code(Problem problem) {
    if (!problem.code().isEmpty()) {
      return problem.code();
    }
    return problem.status() == 429 ? "rate_limit" : "";
  }
}
