package dev.tidemark.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the server's things lie.
 *
 * @param folder the data folder of Tidemark, absolute
 */
record Layout(Path folder) {
  Layout {
    folder = folder.toAbsolutePath().normalize();
  }

  /** All that is PostgreSQL's. */
  Path postgres() {
    return folder.resolve("postgres");
  }

  Path data() {
    return postgres().resolve("data");
  }

  Path log() {
    return postgres().resolve("log");
  }

  Path password() {
    return postgres().resolve("password");
  }

  Path connection() {
    return postgres().resolve("connection.properties");
  }

  /** Before anything is touched. */
  void refuseOtherVersion() throws IOException {
    Path file = data().resolve("PG_VERSION");
    if (!Files.exists(file)) {
      return;
    }
    String version = Files.readString(file).strip();
    if (!version.equals(Binaries.MAJOR)) {
      throw new EmbeddedPostgresException(
          ("%s was written by PostgreSQL %s, and the embedded one is version %s: take a backup with"
                  + " the Tidemark that wrote it, and restore it into a new folder")
              .formatted(data(), version, Binaries.MAJOR));
    }
  }
}
