package dev.tidemark.postgres.embedded;

import dev.tidemark.postgres.TestPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** Another JVM that starts the server of a folder, says how that went, and waits to be ended. */
final class Holder implements AutoCloseable {
  private final Process process;
  private final String said;

  private Holder(Process process, String said) {
    this.process = process;
    this.said = said;
  }

  /** The other JVM. */
  public static void main(String... arguments) throws IOException, SQLException {
    try (EmbeddedPostgres server =
        EmbeddedPostgres.start(Path.of(arguments[0]), TestPostgres.durable())) {
      EmbeddedPostgresTest.write(server, "by the holder");
      System.out.println("started");
      try (InputStream untilClosed = System.in) {
        untilClosed.readAllBytes();
      }
    } catch (EmbeddedPostgresException refused) {
      System.out.println("refused: " + refused.getMessage());
    }
  }

  static Holder tryToStart(Path folder) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    return new Holder(process, "" + output.readLine());
  }

  static Holder start(Path folder) throws IOException {
    Holder holder = tryToStart(folder);
    if (!holder.said.equals("started")) {
      holder.close();
      throw new IllegalStateException(holder.said);
    }
    return holder;
  }

  String said() {
    return said;
  }

  void killWatchdog() {
    List<ProcessHandle> watchdogs =
        process
            .children()
            .filter(child -> child.info().command().orElse("").endsWith("sh"))
            .toList();
    watchdogs.forEach(ProcessHandle::destroyForcibly);
    watchdogs.forEach(watchdog -> watchdog.onExit().join());
  }

  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.onExit().join();
  }
}
