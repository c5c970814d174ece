package dev.tidemark.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tidemark.postgres.embedded.EmbeddedPostgres;
import dev.tidemark.server.config.Configuration;
import dev.tidemark.server.config.ConfigurationReader;
import dev.tidemark.server.config.Settings;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a start leaves behind that fails after its database was started. */
@Timeout(120)
class FailedStartTest {
  @TempDir private Path folder;

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("tidemark"))
        .collect(Collectors.toSet());
  }

  @Test
  void closesEverythingAlthoughPartsCannotEvenBeMade() throws Exception {
    Set<Thread> before = threads();
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Path connectors = Files.createDirectory(folder.resolve("connectors"));
    Configuration configuration =
        ConfigurationReader.read(
            Settings.collect(
                Map.of(
                    "sandbox",
                    "true",
                    "sandbox-port",
                    String.valueOf(port),
                    "port",
                    "0",
                    "data",
                    folder.resolve("data").toString(),
                    "connectors",
                    connectors.toString()),
                Map.of()));
    Files.delete(connectors);

    Throwable refused =
        catchThrowable(() ->
            RunningServer.start(
                configuration, new PrintStream(OutputStream.nullOutputStream(), false, UTF_8)));

    assertThat(refused)
        .isInstanceOf(StartException.class)
        .hasMessage("a file or folder cannot be used: no such file or folder (%s)", connectors);
    assertThat(EmbeddedPostgres.running(folder.resolve("data"))).isEmpty();
    Client.await(FailedStartTest::threads, before::containsAll);
    new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
    new Started(folder.resolve("data"), Map.of("store", "postgres")).close();
  }

  /** In the words that the command writes. */
  private void refused(int exit, String sentence, String... arguments) {
    List<String> command = new ArrayList<>(List.of("serve", "--port", "0"));
    command.addAll(List.of(arguments));
    Said.by(command.toArray(String[]::new)).refuses(exit, sentence);
  }

  @Test
  void saysInWordsForPeopleWhichFileIsInTheWay() throws Exception {
    String file = Files.writeString(folder.resolve("file"), "text").toString();
    String missing = folder.resolve("missing").toString();
    String keys = folder.resolve("keys").toString();
    Files.createDirectories(folder.resolve("keys/keys.json"));

    refused(2, "'" + missing + "' cannot be read: no such file or folder", "--config", missing);
    refused(1, "something else has that name (" + file + ")", "--data", file);
    refused(1, "keys.json cannot be read: Is a directory", "--store", "memory", "--data", keys);
  }
}
