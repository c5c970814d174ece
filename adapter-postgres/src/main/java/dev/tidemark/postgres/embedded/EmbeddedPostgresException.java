package dev.tidemark.postgres.embedded;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** The embedded server cannot be used. The message is one sentence for whoever started it. */
public final class EmbeddedPostgresException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EmbeddedPostgresException(String message) {
    super(message);
  }

  EmbeddedPostgresException(String message, Throwable cause) {
    super(message, cause);
  }

  static EmbeddedPostgresException of(String failed, IOException cause) {
    return new EmbeddedPostgresException(failed + ": " + reason(cause), cause);
  }

  private static String reason(IOException cause) {
    if (cause instanceof FileSystemException file) {
      String why =
          switch (file) {
            case AccessDeniedException denied -> "permission denied";
            case NoSuchFileException missing -> "no such file or folder";
            case FileAlreadyExistsException taken -> "something else has that name";
            default -> orElse(file.getReason(), "nobody says why");
          };
      return file.getFile() == null ? why : why + " (" + file.getFile() + ")";
    }
    return orElse(cause.getMessage(), "nobody says why");
  }

  private static String orElse(@Nullable String text, String other) {
    return text == null ? other : text;
  }
}
