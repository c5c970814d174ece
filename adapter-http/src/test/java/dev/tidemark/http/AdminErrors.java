package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

/** The envelope, as it has to look for each error. */
final class AdminErrors {
  private AdminErrors() {}

  /** Fails unless the reply is that error, field by field, without details. */
  static void check(
      Reply reply, int status, String code, String type, String message, String systemMessage) {
    check(reply, status, code, type, message, systemMessage, "{}");
  }

  /** Fails unless the reply is that error, field by field. */
  static void check(
      Reply reply,
      int status,
      String code,
      String type,
      String message,
      String systemMessage,
      String details) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    assertThat(reply.body())
        .isEqualTo(
            ("{\"success\":false,\"error\":{\"code\":\"%s\",\"message\":\"%s\","
                    + "\"system_message\":\"%s\",\"type\":\"%s\",\"status\":%d,\"trace_id\":\"%s\","
                    + "\"timestamp\":\"2026-03-01T12:00:00Z\",\"details\":%s}}")
                .formatted(
                    code,
                    message,
                    systemMessage,
                    type,
                    status,
                    reply.header("X-Request-Id"),
                    details));
  }

  /** Fails unless the reply asks for a key. */
  static void unauthenticated(Reply reply) {
    check(
        reply,
        401,
        "AUTHENTICATION_REQUIRED",
        "authentication_error",
        "Authentication required. Please provide a valid API key.",
        "Missing or invalid authorization header");
    assertThat(reply.header("WWW-Authenticate")).isEqualTo("ApiKey");
  }

  /** Fails unless the reply says that the key is no good for this. */
  static void forbidden(Reply reply) {
    check(
        reply,
        403,
        "INSUFFICIENT_PERMISSIONS",
        "authorization_error",
        "You do not have permission to access this resource.",
        "Insufficient permissions for this operation");
  }

  /** Fails unless the reply is an error of HTTP itself. */
  static void refused(Reply reply, int status, String code, String message, String systemMessage) {
    check(reply, status, code, "request_error", message, systemMessage);
  }

  /** Fails unless the reply says that the request is wrong as a whole. */
  static void invalid(Reply reply, String message) {
    check(reply, 400, "VALIDATION_ERROR", "validation_error", message, "Request validation failed");
  }

  /** Fails unless the reply says that this one place is wrong. */
  static void invalid(Reply reply, String place, String message) {
    check(
        reply,
        400,
        "VALIDATION_ERROR",
        "validation_error",
        message,
        "Request validation failed",
        "{\"issues\":[{\"path\":[\"" + place + "\"],\"message\":\"" + message + "\"}]}");
  }

  /** Fails unless the reply says that things do not allow it. */
  static void conflict(Reply reply, String reason, String message) {
    check(
        reply,
        409,
        "CONFLICT",
        "conflict_error",
        message,
        "The state of the resource does not allow it",
        "{\"reason\":\"" + reason + "\"}");
  }

  /** Fails unless the reply says that the catalogue has no API key. */
  static void notConfigured(Reply reply) {
    conflict(
        reply,
        "not_configured",
        "No API key of the connector catalogue is configured; set composio.api-key");
  }

  /** Fails unless the reply says that the catalogue has nothing of the name. */
  static void unknown(Reply reply, String message) {
    check(reply, 404, "NOT_FOUND", "not_found_error", message, "The item does not exist");
  }
}
