package dev.tidemark.postgres.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The server's log: a file per day of the week, which is begun anew after a week. It holds neither
 * statements nor values.
 *
 * @param folder where the files lie
 */
record ServerLog(Path folder) {
  private static final int LINES = 6;
  private static final long MAX_BYTES = 16L << 20;
  private static final Duration MAX_AGE = Duration.ofDays(6);

  /** What the server says before its log is open. */
  Path beginning() {
    return folder.resolve("start.log");
  }

  List<String> settings() {
    return List.of(
        "logging_collector=on",
        "log_destination=stderr",
        "log_directory=" + folder,
        "log_filename=postgres-%a.log",
        "log_file_mode=0600",
        "log_rotation_age=1d",
        "log_rotation_size=0",
        "log_truncate_on_rotation=on",
        "log_timezone=UTC",
        "log_error_verbosity=terse",
        "log_min_error_statement=panic",
        "log_statement=none");
  }

  /**
   * PostgreSQL begins a file anew only when the day changes while it runs: before a start it falls
   * to us.
   */
  void prune() throws IOException {
    Files.writeString(beginning(), "");
    // The file was written just now, so that its time is the time of the file system.
    Instant now = Files.getLastModifiedTime(beginning()).toInstant();
    for (Path file : files()) {
      Instant written = Files.getLastModifiedTime(file).toInstant();
      if (written.isBefore(now.minus(MAX_AGE)) || Files.size(file) > MAX_BYTES) {
        Files.delete(file);
      }
    }
  }

  /** Of what it said while it started, for a message. */
  String lastLines() throws IOException {
    String beginning = Files.readString(beginning());
    List<Path> files = files();
    if (files.isEmpty() || !beginning.contains("redirecting log output")) {
      return lastLines(beginning);
    }
    // Damaged bytes are no reason to say nothing.
    return lastLines(new String(Files.readAllBytes(files.getFirst()), StandardCharsets.UTF_8));
  }

  static String lastLines(String text) {
    List<String> lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    return lines.subList(Math.max(0, lines.size() - LINES), lines.size()).stream()
        .collect(Collectors.joining(" | "));
  }

  /** The newest first. */
  private List<Path> files() throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .filter(child -> child.getFileName().toString().startsWith("postgres-"))
          .sorted(Comparator.comparing(ServerLog::written).reversed())
          .toList();
    }
  }

  private static FileTime written(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
