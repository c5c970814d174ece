package dev.tidemark.postgres.embedded;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Programs of the operating system and of PostgreSQL. */
final class Command {
  private static final String DEFAULT_PATH = "/usr/bin:/bin:/usr/sbin:/sbin";

  private Command() {}

  /** What a program that ended said: all of its output, at most what a pipe holds (64 KiB). */
  record Ended(int status, String output) {
    boolean well() {
      return status == 0;
    }
  }

  /**
   * Of the environment it keeps the path alone: PostgreSQL heeds variables of its own, and the
   * secrets that we were given in ours are none of its business.
   */
  static ProcessBuilder prepare(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    String path = path(environment);
    environment.clear();
    environment.put("PATH", path);
    environment.put("LC_ALL", "C");
    return builder.directory(new File("/")).redirectInput(Redirect.from(new File("/dev/null")));
  }

  static Ended run(List<String> command, Duration patience) throws IOException {
    Process process = prepare(command).redirectErrorStream(true).start();
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        return new Ended(-1, "no end after " + patience.toSeconds() + " s");
      }
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ended(process.exitValue(), output.strip());
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      throw interrupted(interrupted);
    }
  }

  static EmbeddedPostgresException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new EmbeddedPostgresException("Interrupted while waiting for PostgreSQL", cause);
  }

  /** The tool's own path, where the machine has it. */
  static Optional<String> find(String tool) {
    return Arrays.stream(path(new ProcessBuilder().environment()).split(":", -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  private static String path(Map<String, String> environment) {
    return environment.getOrDefault("PATH", DEFAULT_PATH);
  }
}
