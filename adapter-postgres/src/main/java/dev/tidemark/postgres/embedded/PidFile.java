package dev.tidemark.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * PostgreSQL's own {@code postmaster.pid}, as {@code pidfile.h} lays it out.
 *
 * @param pid of the postmaster
 * @param port where it listens, or 0 while it does not
 * @param ready whether it accepts connections
 */
record PidFile(long pid, int port, boolean ready) {
  private static final int PORT_LINE = 3;
  private static final int STATUS_LINE = 7;

  static Path in(Path data) {
    return data.resolve("postmaster.pid");
  }

  /** Empty when there is none, or none that is fully written. */
  static Optional<PidFile> read(Path data) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(in(data));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    }
    try {
      return lines.isEmpty() ? Optional.empty() : Optional.of(parse(lines));
    } catch (NumberFormatException halfWritten) {
      return Optional.empty();
    }
  }

  private static PidFile parse(List<String> lines) {
    return new PidFile(
        Long.parseLong(lines.getFirst().strip()),
        lines.size() > PORT_LINE ? Integer.parseInt(lines.get(PORT_LINE).strip()) : 0,
        lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready"));
  }
}
