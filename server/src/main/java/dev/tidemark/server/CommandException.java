package dev.tidemark.server;

/** A command cannot do what it was asked to, for the reason in its one sentence. */
final class CommandException extends Exception {
  private static final long serialVersionUID = 1L;

  CommandException(String message) {
    super(message);
  }

  CommandException(String message, Throwable cause) {
    super(message, cause);
  }
}
