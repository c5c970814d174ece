package dev.tidemark.postgres;

/** A database cannot be used at all; the message is one sentence for whoever starts the server. */
public final class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With that sentence. */
  public DatabaseException(String message) {
    super(message);
  }

  /** With that sentence, and what led to it. */
  public DatabaseException(String message, Throwable cause) {
    super(message, cause);
  }
}
