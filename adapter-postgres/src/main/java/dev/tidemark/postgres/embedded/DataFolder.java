package dev.tidemark.postgres.embedded;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** What {@code initdb} makes, and the password that was set then. */
final class DataFolder {
  static final String USER = "tidemark";

  private static final Pattern PASSWORD = Pattern.compile("[A-Za-z0-9_-]{16,128}");

  /** What {@code initdb}, but no other program, says to an account without a name. */
  private static final String NAMELESS = "could not look up effective user ID";

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private DataFolder() {}

  /** Makes it unless it is there; one that was being made when we crashed is made anew. */
  static String open(Layout layout, Binaries binaries, RunAs runAs, Options options)
      throws IOException {
    boolean present = Files.exists(layout.data());
    if (!Files.exists(layout.password())) {
      if (present) {
        throw new EmbeddedPostgresException(
            "%s is missing, without which nobody gets at the data in %s"
                .formatted(layout.password(), layout.data()));
      }
      PrivateFiles.write(layout.password(), valid(options.newPassword().get()) + "\n");
    }
    PrivateFiles.createFolder(layout.log());
    for (Path each : List.of(layout.password(), layout.log(), layout.data())) {
      runAs.handOver(each);
    }
    if (!present) {
      make(layout, binaries, runAs);
    }
    return valid(Files.readString(layout.password()).strip());
  }

  private static String valid(String password) {
    if (!PASSWORD.matcher(password).matches()) {
      throw new EmbeddedPostgresException(
          "The password of the embedded PostgreSQL must be 16 to 128 ASCII letters, digits, hyphens"
              + " and underscores");
    }
    return password;
  }

  private static void make(Layout layout, Binaries binaries, RunAs runAs) throws IOException {
    Path unfinished = layout.postgres().resolve("data.new");
    PrivateFiles.deleteTree(unfinished);
    List<String> command = initdb(layout, binaries, unfinished);
    Command.Ended initdb = Command.run(runAs.command(command), PATIENCE);
    if (initdb.output().contains(NAMELESS)) {
      initdb = Command.run(RunAs.nobody().command(command), PATIENCE);
    }
    if (!initdb.well()) {
      throw new EmbeddedPostgresException(
          "PostgreSQL could not make its files in %s: %s"
              .formatted(layout.data(), ServerLog.lastLines(initdb.output())));
    }
    Files.move(unfinished, layout.data(), ATOMIC_MOVE);
  }

  /** The settings are those that whoever runs it may change in {@code postgresql.conf}. */
  private static List<String> initdb(Layout layout, Binaries binaries, Path target) {
    return List.of(
        binaries.program("initdb").toString(),
        "--pgdata=" + target,
        "--username=" + USER,
        "--pwfile=" + layout.password(),
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        // Order by code point and Unicode's letters, whatever locales the machine has.
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--set=timezone=UTC",
        "--set=shared_buffers=128MB",
        "--set=max_connections=100",
        // Parallel queries need /dev/shm, of which a container has little.
        "--set=max_parallel_workers_per_gather=0",
        "--set=log_checkpoints=off");
  }
}
