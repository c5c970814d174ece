package dev.tidemark.application.store;

/** The store cannot answer now. Whether trying again helps is not known. */
public final class StorageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With one sentence that is safe to show. */
  public StorageException(String message, Throwable cause) {
    super(message, cause);
  }
}
