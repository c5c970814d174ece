package dev.tidemark.postgres.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The server process that this JVM started. */
final class Postmaster {
  private static final Duration TO_SHUT_DOWN = Duration.ofSeconds(8);
  private static final Duration TO_END = Duration.ofSeconds(2);
  private static final int ATTEMPTS = 3;

  private final Process process;
  private final int port;
  private final RunAs runAs;

  private Postmaster(Process process, int port, RunAs runAs) {
    this.process = process;
    this.port = port;
    this.runAs = runAs;
  }

  /** Answers when it accepts connections. */
  static Postmaster start(Layout layout, Binaries binaries, RunAs runAs, Options options)
      throws IOException {
    ServerLog log = new ServerLog(layout.log());
    log.prune();
    // Somebody may take a port between our finding it free and the server's taking it.
    for (int attempt = 1; ; attempt++) {
      int port = options.port().isPresent() ? options.port().getAsInt() : freePort();
      Process process = launch(layout, binaries, runAs, options.durable(), port, log);
      Postmaster server = new Postmaster(process, port, runAs);
      Waiting.until(() -> server.isReady(layout) || !process.isAlive(), options.patience());
      if (server.isReady(layout)) {
        return server;
      }
      boolean ended = !process.isAlive();
      server.stop();
      String said = log.lastLines();
      boolean another = ended && options.port().isEmpty() && said.contains("could not bind");
      if (!another || attempt == ATTEMPTS) {
        throw new EmbeddedPostgresException(
            "The PostgreSQL in %s %s; its log says: %s"
                .formatted(
                    layout.data(),
                    ended
                        ? "does not start"
                        : "accepts no connections after %d s"
                            .formatted(options.patience().toSeconds()),
                    said));
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Process launch(
      Layout layout, Binaries binaries, RunAs runAs, boolean durable, int port, ServerLog log)
      throws IOException {
    List<String> command = new ArrayList<>();
    // A session of its own: what a terminal sends to us when Ctrl-C is pressed is not for it.
    Command.find("setsid").ifPresent(command::add);
    List<String> server = new ArrayList<>();
    server.add(binaries.program("postgres").toString());
    server.add("-D");
    server.add(layout.data().toString());
    String sync = durable ? "on" : "off";
    List<String> settings =
        List.of(
            "listen_addresses=127.0.0.1",
            "port=" + port,
            "unix_socket_directories=",
            "fsync=" + sync,
            "synchronous_commit=" + sync,
            "full_page_writes=" + sync);
    Stream.concat(settings.stream(), log.settings().stream())
        .forEach(setting -> server.addAll(List.of("-c", setting)));
    command.addAll(runAs.command(server));
    return Command.prepare(command)
        .redirectErrorStream(true)
        .redirectOutput(Redirect.to(log.beginning().toFile()))
        .start();
  }

  private boolean isReady(Layout layout) {
    try {
      Optional<PidFile> file = PidFile.read(layout.data());
      return file.filter(PidFile::ready).filter(found -> found.pid() == pid()).isPresent();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Does something, on another thread, once the process has ended, whoever ended it. */
  void whenEnded(Runnable what) {
    var unused = process.onExit().thenRunAsync(what);
  }

  long pid() {
    return process.pid();
  }

  int port() {
    return port;
  }

  /** Sessions are ended, what is in memory is written; after 8 seconds it has to end at once. */
  void stop() {
    if (!process.isAlive()) {
      return;
    }
    Signals.send("INT", pid(), runAs);
    if (hasEnded(TO_SHUT_DOWN)) {
      return;
    }
    Signals.send("QUIT", pid(), runAs);
    if (!hasEnded(TO_END)) {
      process.destroyForcibly();
      hasEnded(TO_END);
    }
  }

  private boolean hasEnded(Duration patience) {
    return Waiting.until(() -> !process.isAlive(), patience);
  }
}
