package dev.tidemark.postgres.embedded;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;

/**
 * A shell that waits for our end of a pipe to close, which the operating system does when this JVM
 * ends, however it ends. It then shuts the server down if that one is still the data folder's.
 */
final class Watchdog implements AutoCloseable {
  private static final String SCRIPT =
      """
      trap '' HUP INT TERM
      read -r word
      if read -r pid <"$0/postmaster.pid" && test "$pid" = "$1"; then kill -s INT "$1"; fi
      """;

  private final Process shell;

  private Watchdog(Process shell) {
    this.shell = shell;
  }

  static Watchdog over(long postmaster, Path data, RunAs runAs) throws IOException {
    List<String> command =
        List.of("/bin/sh", "-c", SCRIPT, data.toString(), Long.toString(postmaster));
    return new Watchdog(
        Command.prepare(runAs.command(command))
            .redirectInput(Redirect.PIPE)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start());
  }

  /** To be called when the server has stopped. */
  @Override
  public void close() throws IOException {
    shell.getOutputStream().close();
  }
}
