package dev.tidemark.postgres.backup;

/** A backup cannot be taken of this database, or be restored into it: one sentence says why. */
public final class BackupException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BackupException(String message) {
    super(message);
  }

  BackupException(String message, Throwable cause) {
    super(message, cause);
  }
}
