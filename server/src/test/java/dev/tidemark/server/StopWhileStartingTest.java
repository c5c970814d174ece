package dev.tidemark.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A signal that comes while a server starts on a new folder: it ends well, leaves nothing running,
 * and the folder can be used again.
 */
@Timeout(180)
class StopWhileStartingTest {
  /** Of a signal that came before there was anything to stop. */
  private static final int TERMINATED = 128 + 15;

  /** In the command of a shell that ends by itself as soon as the server is gone. */
  private static final String WATCHDOG = "trap ''";

  @TempDir private Path folder;

  private Path data() {
    return folder.resolve("data");
  }

  private Process serve() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.tidemark.server.Main",
                "serve",
                "--port",
                "0",
                "--data",
                data().toString())
            .redirectError(folder.resolve("err").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("TIDEMARK_"));
    return builder.directory(new File(".")).start();
  }

  /** What still runs on the folder, of PostgreSQL or of what starts it. */
  private List<String> running() {
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().commandLine().stream())
        .filter(line -> line.contains(data().toString()))
        .toList();
  }

  private void endsWellAndLeavesNothing(Process process) throws Exception {
    process.destroy();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(running()).filteredOn(line -> !line.contains(WATCHDOG)).isEmpty();
    Client.await(this::running, List::isEmpty);
    String said = Files.readString(folder.resolve("err"));
    assertThat(process.exitValue()).as(said).isIn(0, TERMINATED);
    assertThat(said).doesNotContain("ERROR", "Exception");

    try (Started again = new Started(data(), Map.of("store", "postgres"))) {
      assertThat(again.client.get("/health/ready").status()).isEqualTo(200);
    }
    Client.await(this::running, List::isEmpty);
  }

  /** What is made one after the other, from the lock of the folder to the key of the vault. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "lock",
        "postgres/data",
        "postgres/data/postmaster.pid",
        "postgres/connection.properties",
        "vault.json"
      })
  void endsWellOnceThisFileIsThere(String file) throws Exception {
    Process process = serve();
    try {
      Client.await(
          () -> Files.exists(data().resolve(file)) || !process.isAlive(), Boolean::booleanValue);
      assertThat(process.isAlive()).isTrue();
      endsWellAndLeavesNothing(process);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void endsWellAtOnce() throws Exception {
    endsWellAndLeavesNothing(serve());
  }

  @Test
  void exitsWithZeroOnceItIsReady() throws Exception {
    Process process = serve();
    try (BufferedReader out = process.inputReader()) {
      assertThat(out.lines().anyMatch(line -> line.startsWith("tidemark ready on "))).isTrue();
      endsWellAndLeavesNothing(process);
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }
}
