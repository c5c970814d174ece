package dev.tidemark.http.exchange;

import io.helidon.http.Status;

/** The ways in which a call can fail, and the fixed words for each. */
public enum Fault {
  /** The request is not as it should be. */
  INVALID(
      400,
      "VALIDATION_ERROR",
      "validation_error",
      "The request is malformed",
      "Request validation failed"),
  /** There is no key, or none that is known. */
  UNAUTHENTICATED(
      401,
      "AUTHENTICATION_REQUIRED",
      "authentication_error",
      "Authentication required. Please provide a valid API key.",
      "Missing or invalid authorization header"),
  /** The key does not allow it. */
  FORBIDDEN(
      403,
      "INSUFFICIENT_PERMISSIONS",
      "authorization_error",
      "You do not have permission to access this resource.",
      "Insufficient permissions for this operation"),
  /** There is no such route or thing. */
  NOT_FOUND(
      404,
      "NOT_FOUND",
      "not_found_error",
      "There is nothing at this path",
      "No route matches the path"),
  /** There is such a route, but nothing of the name that its path has. */
  UNKNOWN_NAME(
      404,
      "NOT_FOUND",
      "not_found_error",
      "There is nothing of that name",
      "The item does not exist"),
  /** The route does not know the method. */
  METHOD_NOT_ALLOWED(
      405,
      "METHOD_NOT_ALLOWED",
      "request_error",
      "This path does not take that method",
      "The route exists for other methods"),
  /** What is asked for does not go with how things are. */
  CONFLICT(
      409,
      "CONFLICT",
      "conflict_error",
      "This cannot be done as things are",
      "The state of the resource does not allow it"),
  /** The body is larger than the server takes. */
  BODY_TOO_LARGE(
      413,
      "PAYLOAD_TOO_LARGE",
      "request_error",
      "The request body is too large",
      "The body exceeds the configured limit"),
  /** The request line is longer than the server takes. */
  URI_TOO_LONG(
      414,
      "URI_TOO_LONG",
      "request_error",
      "The request line is too long",
      "The request line exceeds the limit"),
  /** The body is not JSON by its own account. */
  UNSUPPORTED_MEDIA_TYPE(
      415,
      "UNSUPPORTED_MEDIA_TYPE",
      "request_error",
      "The request body must be application/json in UTF-8",
      "The Content-Type is not supported"),
  /** A name that stands for one request was given to another. */
  IDEMPOTENCY_KEY_REUSED(
      422,
      "IDEMPOTENCY_KEY_REUSED",
      "idempotency_error",
      "This Idempotency-Key was sent with another request before",
      "The idempotency key belongs to another request"),
  /** The key has made more requests than it may. */
  RATE_LIMITED(
      429,
      "RATE_LIMITED",
      "rate_limit_error",
      "Too many requests; try again later",
      "The rate limit of the key is exceeded"),
  /** The headers are larger than the server takes. */
  HEADERS_TOO_LARGE(
      431,
      "HEADERS_TOO_LARGE",
      "request_error",
      "The request headers are too large",
      "The headers exceed the limit"),
  /** A defect of the server. */
  INTERNAL(
      500,
      "INTERNAL_ERROR",
      "internal_error",
      "Internal server error",
      "An unexpected error occurred"),
  /** The request needs something that the server does not have. */
  NOT_IMPLEMENTED(
      501,
      "NOT_IMPLEMENTED",
      "request_error",
      "The request asks for something that this server does not do",
      "The request uses an unsupported feature of HTTP"),
  /** The store cannot answer, or there is too much to do. */
  UNAVAILABLE(
      503,
      "SERVICE_UNAVAILABLE",
      "service_unavailable_error",
      "The service is temporarily unavailable",
      "A component that is needed cannot answer"),
  /** The request is not HTTP/1.1. */
  VERSION_NOT_SUPPORTED(
      505,
      "HTTP_VERSION_NOT_SUPPORTED",
      "request_error",
      "Only HTTP/1.1 is supported",
      "The version of HTTP is not supported");

  private final int status;
  private final String code;
  private final String type;
  private final String message;
  private final String systemMessage;

  Fault(int status, String code, String type, String message, String systemMessage) {
    this.status = status;
    this.code = code;
    this.type = type;
    this.message = message;
    this.systemMessage = systemMessage;
  }

  /**
   * The fault that an answer of that status stands for, the most general one if there are several;
   * what has no fault of its own counts as invalid.
   */
  public static Fault of(Status status) {
    for (Fault fault : values()) {
      if (fault.status == status.code()) {
        return fault;
      }
    }
    return status.code() < 500 ? INVALID : INTERNAL;
  }

  Status status() {
    // Helidon has no name for this one.
    return this == HEADERS_TOO_LARGE
        ? Status.create(status, "Request Header Fields Too Large")
        : Status.create(status);
  }

  String code() {
    return code;
  }

  String type() {
    return type;
  }

  /** One sentence that fits whatever brought the fault about. */
  public String message() {
    return message;
  }

  String systemMessage() {
    return systemMessage;
  }
}
