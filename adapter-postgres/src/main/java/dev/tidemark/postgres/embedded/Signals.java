package dev.tidemark.postgres.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * The signals of PostgreSQL that Java has no word for: INT is a fast shutdown, QUIT an immediate.
 */
final class Signals {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private Signals() {}

  /**
   * A process that is gone, or that we may not signal, is no failure: the caller looks after it.
   */
  static void send(String signal, long pid, RunAs runAs) {
    try {
      Command.run(
          runAs.command(
              List.of("/bin/sh", "-c", "kill -s \"$0\" \"$1\"", signal, Long.toString(pid))),
          PATIENCE);
    } catch (IOException failure) {
      throw EmbeddedPostgresException.of("PostgreSQL cannot be signalled", failure);
    }
  }
}
