package dev.tidemark.connectors.request;

/** Says that a request cannot be made as the manifest has it; the message holds no value. */
public final class RequestConflictException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RequestConflictException(String message) {
    super(message);
  }
}
