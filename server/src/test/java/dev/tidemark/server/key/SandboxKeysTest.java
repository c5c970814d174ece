package dev.tidemark.server.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxKeysTest {
  @TempDir private Path folder;

  private Path data() {
    return folder.resolve("data");
  }

  private Path file() {
    return data().resolve("sandbox-keys.json");
  }

  @Test
  void areTheSameAsBeforeInOneFolderAndOthersInAnother() {
    SandboxKeys made = SandboxKeys.keptIn(data());

    assertThat(made.integrations()).startsWith("ok_").isNotEqualTo(made.admin());
    assertThat(SandboxKeys.keptIn(data())).isEqualTo(made);
    assertThat(SandboxKeys.keptIn(folder.resolve("other"))).isNotEqualTo(made);
  }

  @Test
  void areForTheirOwnerOnlyAndLeaveNothingElseBehind() throws IOException {
    SandboxKeys.keptIn(data());

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data())))
        .isEqualTo("rwx------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    assertThat(data()).isDirectoryContaining(file()::equals);
    try (var files = Files.list(data())) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void areTheSameForNodesThatStartTogether() throws Exception {
    CyclicBarrier start = new CyclicBarrier(8);
    List<SandboxKeys> made = new ArrayList<>();
    try (ExecutorService nodes = Executors.newFixedThreadPool(8)) {
      List<Future<SandboxKeys>> making = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        making.add(
            nodes.submit(() -> {
              start.await();
              return SandboxKeys.keptIn(data());
            }));
      }
      for (Future<SandboxKeys> keys : making) {
        made.add(keys.get());
      }
    }

    assertThat(made).containsOnly(made.get(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "ok_secret", "{\"integrations\":\"ok_secret\"}"})
  void areNotGuessedFromAFileThatHoldsSomethingElse(String content) throws IOException {
    SandboxKeys.keptIn(data());
    Files.writeString(file(), content);

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> SandboxKeys.keptIn(data()))
        .havingCause()
        .withMessage("'%s' does not hold two keys; without it, new ones are made", file())
        .withNoCause();
    assertThat(file()).hasContent(content);
  }
}
