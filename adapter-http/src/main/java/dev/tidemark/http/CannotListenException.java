package dev.tidemark.http;

import org.jspecify.annotations.Nullable;

/** The server cannot listen where it should; nothing was started. */
public final class CannotListenException extends RuntimeException {
  /** With one sentence that names the place and the reason. */
  CannotListenException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
