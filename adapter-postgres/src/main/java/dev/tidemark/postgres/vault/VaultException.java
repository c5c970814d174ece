package dev.tidemark.postgres.vault;

/** The keys of the vault cannot be used. Its message is one sentence that is safe to show. */
public final class VaultException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  VaultException(String message) {
    super(message);
  }

  VaultException(String message, Throwable cause) {
    super(message, cause);
  }
}
