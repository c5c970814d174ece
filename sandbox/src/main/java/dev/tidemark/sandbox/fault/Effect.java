package dev.tidemark.sandbox.fault;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What happens to a request that a fault hits. */
public sealed interface Effect {

  /**
   * Answers a status, in the provider's own error shape unless a body is given. 100 to 199, 204 and
   * 304 cannot carry an error.
   */
  record Status(int status, @Nullable RetryAfter retryAfter, @Nullable String body)
      implements Effect {
    public Status {
      if (status < 200 || status > 599 || status == 204 || status == 205 || status == 304) {
        throw new IllegalArgumentException(
            "status is " + status + ", must be 200 to 599 and one that has a body");
      }
    }
  }

  /** Waits before the first byte of an otherwise right answer. */
  record Slow(Duration delay) implements Effect {
    public Slow {
      requirePositive("delay", delay);
    }
  }

  /** Sends the right answer a few bytes at a time, with a pause after each lot. */
  record Dribble(int bytes, Duration pause) implements Effect {
    public Dribble {
      if (bytes < 1) {
        throw new IllegalArgumentException("bytes is " + bytes + ", must be positive");
      }
      requirePositive("pause", pause);
    }
  }

  /** Announces the whole answer, sends half of it and closes the connection. */
  record Truncate() implements Effect {}

  /** Sends half of the answer as if it were all: sound HTTP, broken JSON. */
  record Malformed() implements Effect {}

  /** Closes the connection without an answer. */
  record Close() implements Effect {}

  /** Sends the client to another address. */
  record Redirect(URI location, int status) implements Effect {
    public Redirect {
      if (!location.isAbsolute()) {
        throw new IllegalArgumentException("location is " + location + ", must be absolute");
      }
      if (status != 301 && status != 302 && status != 303 && status != 307 && status != 308) {
        throw new IllegalArgumentException(
            "status is " + status + ", must be 301, 302, 303, 307 or 308");
      }
    }
  }

  /** Answers 200 with a JSON text of this many bytes, streamed without a length. */
  record Huge(long bytes) implements Effect {
    public Huge {
      if (bytes < 1) {
        throw new IllegalArgumentException("bytes is " + bytes + ", must be positive");
      }
    }
  }

  /** The whole provider is gone: every request ends as with {@link Close}. */
  record Down() implements Effect {}

  private static void requirePositive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException(name + " is " + value + ", must be positive");
    }
  }
}
