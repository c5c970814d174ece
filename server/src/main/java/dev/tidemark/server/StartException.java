package dev.tidemark.server;

/** The server cannot start, for the reason in its one sentence. */
public final class StartException extends Exception {
  private static final long serialVersionUID = 1L;

  StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
