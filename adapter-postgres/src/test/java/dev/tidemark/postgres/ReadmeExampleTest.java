package dev.tidemark.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.postgres.retention.RetentionPolicy;
import dev.tidemark.postgres.schedule.ClaimLimits;
import dev.tidemark.postgres.vault.Vault;
import dev.tidemark.postgres.vault.VaultKeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows of embedding the store. */
class ReadmeExampleTest {
  private static final String BEGIN = "```java\n";

  @TempDir private Path folder;

  @Test
  void opensAStore() {
    open(DatabaseAddress.of(TestPostgres.newDatabase()));

    assertThat(folder.resolve("vault.json")).exists();
  }

  private void open(DatabaseAddress address) {
    var options = new StoreOptions("node-1", 16, ClaimLimits.DEFAULT, RetentionPolicy.DEFAULT);
    var keyFile = new VaultKeyFile(folder);
    var clock = Clock.tickMillis(ZoneOffset.UTC);
    try (var store = PostgresStore.open(address, options, db -> Vault.open(db, keyFile), clock)) {
      store.scheduler().start(sync -> System.out.println("due: " + sync));
    }
  }

  @Test
  void isWhatTheReadmeShows() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    String block = readme.substring(readme.lastIndexOf(BEGIN) + BEGIN.length());
    String shown = block.substring(0, block.indexOf("```"));

    assertThat(
            Files.readString(
                Path.of("src/test/java", getClass().getName().replace('.', '/') + ".java")))
        .contains(shown.lines().map(line -> "    " + line + "\n").collect(Collectors.joining()));
  }
}
