package dev.tidemark.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server as a process of its own: what it prints, and how it ends. */
@Timeout(120)
class ProcessTest {
  @TempDir private Path folder;

  private Process tidemark(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), "dev.tidemark.server.Main"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(folder.resolve("err").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("TIDEMARK_"));
    builder.environment().put("TIDEMARK_API_KEY", Client.API_KEY);
    builder.environment().put("TIDEMARK_ADMIN_KEY", Client.ADMIN_KEY);
    return builder.directory(new File(".")).start();
  }

  private String err() throws IOException {
    return Files.readString(folder.resolve("err"));
  }

  @Test
  void endsWellWithinTenSecondsOfASignalWhileItSyncs() throws Exception {
    Process process =
        tidemark(
            "serve",
            "--store",
            "memory",
            "--sandbox",
            "--port",
            "0",
            "--sandbox-port",
            "0",
            "--sync-every",
            "1s");
    URI server = null;
    try (BufferedReader out = process.inputReader()) {
      for (String line = out.readLine(); line != null && server == null; line = out.readLine()) {
        if (line.startsWith("tidemark ready on ")) {
          server = URI.create(line.split(" ", -1)[3]);
          break;
        }
      }
      assertThat(server).isNotNull();
      Client client = new Client(server);
      assertThat(client.connectStripe("sk_test_sandbox", false).status()).isEqualTo(200);
      client.awaitStripe(Client.allModels("SUCCESS"));

      process.destroy();
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).isZero();
    assertThat(err().lines())
        .isNotEmpty()
        .allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z [A-Z]+ +\\w+: .*"))
        .noneMatch(line -> line.contains("sk_test_sandbox") || line.contains("ok_"));
  }

  @Test
  void saysInOneSentenceThatItsPortIsTakenBeforeItStartsADatabase() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      Process process =
          tidemark(
              "serve",
              "--data",
              folder.resolve("data").toString(),
              "--port",
              String.valueOf(taken.getLocalPort()));
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isOne();
      assertThat(err().lines().filter(line -> line.startsWith("tidemark: ")))
          .singleElement()
          .asString()
          .contains(String.valueOf(taken.getLocalPort()))
          .contains("--port");
      assertThat(folder.resolve("data")).doesNotExist();
    }
  }

  @Test
  void saysEveryProblemOfItsConfiguration() throws Exception {
    Process process = tidemark("serve", "--port", "many", "--sync-every", "often");
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(2);
    assertThat(err().lines()).hasSize(2).allMatch(line -> line.startsWith("tidemark: "));
  }

  @Test
  void writesABackupToStandardOutputAndNothingElse() throws Exception {
    new Started(folder.resolve("data"), Map.of("store", "postgres")).close();

    Process process = tidemark("backup", "-", "--data", folder.resolve("data").toString());
    byte[] backup = process.getInputStream().readAllBytes();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(err()).isZero();
    assertThat(err()).contains("rows as they were at", "to standard output");
    Path saved = Files.write(folder.resolve("saved"), backup);
    Said.by("restore", saved.toString(), "--data", folder.resolve("other").toString()).well();
  }

  @Test
  void refusesWhatItDoesNotKnow() throws Exception {
    Process process = tidemark("serve", "--prot", "1");
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(2);
    assertThat(err().lines())
        .singleElement()
        .asString()
        .startsWith("tidemark: Unknown option")
        .contains("--prot");
  }
}
