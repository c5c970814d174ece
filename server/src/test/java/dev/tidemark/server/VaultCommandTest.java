package dev.tidemark.server;

import static dev.tidemark.server.Client.allModels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.postgres.vault.VaultKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Keys of the vault, and how they are changed while servers work. */
@Timeout(240)
class VaultCommandTest {
  @TempDir private Path folder;

  private String data() {
    return folder.resolve("data").toString();
  }

  /** Whether every model was synced after that instant, which takes its credentials. */
  private static Predicate<JsonNode> syncedAfter(Instant instant) {
    Predicate<JsonNode> late =
        status -> {
          for (JsonNode sync : status.path("syncs")) {
            if (!Instant.parse(sync.path("lastSyncedAt").asText()).isAfter(instant)) {
              return false;
            }
          }
          return true;
        };
    return allModels("SUCCESS").and(late);
  }

  @Test
  void changesTheKeyInTheFileBesideAServerThatWorks() throws Exception {
    try (Started started =
        new Started(folder.resolve("data"), Map.of("store", "postgres", "sync-every", "1s"))) {
      assertThat(started.client.connectStripe("sk_test_sandbox", false).status()).isEqualTo(200);
      started.client.awaitStripe(allModels("SUCCESS"));
      String oldKey = Files.readString(folder.resolve("data/vault.json"));

      Said rotated = Said.by("vault", "rotate", "--data", data()).well();

      assertThat(rotated.out())
          .matches("(?s)encrypted [1-9]\\d* credentials anew with the new key, which is in .*");
      String both = Files.readString(folder.resolve("data/vault.json"));
      assertThat(both).isNotEqualTo(oldKey);
      started.client.awaitStripe(syncedAfter(Instant.now()));
      assertThat(started.client.connectStripe("sk_test_sandbox", true).status()).isEqualTo(200);

      Said.by("vault", "rotate", "--drop-old", "--data", data()).well();

      assertThat(Files.readString(folder.resolve("data/vault.json")).length())
          .isLessThan(both.length());
      started.client.awaitStripe(syncedAfter(Instant.now()));
    }
  }

  @Test
  void changesTheKeyThatNodesAreGivenInThreeSteps() throws Exception {
    try (SharedDatabase postgres = new SharedDatabase(folder.resolve("postgres"))) {
      String first = Said.by("vault", "create-key").well().out().strip();
      Path config = postgres.newDatabase(folder.resolve("config"), "vault-key = " + first);
      String database = Files.readString(config).replace(first, "KEY");
      try (Started node = node(config)) {
        assertThat(node.client.connectStripe("sk_test_sandbox", false).status()).isEqualTo(200);
        node.client.awaitStripe(allModels("SUCCESS"));
      }

      Said.by("vault", "rotate", "--finish", "--config", config.toString())
          .refuses(1, "there is no rotation to finish");
      Said prepared = Said.by("vault", "rotate", "--config", config.toString()).well();
      assertThat(prepared.out()).hasLineCount(1);
      assertThat(prepared.err()).contains("--finish").doesNotContain(prepared.out().strip());

      Files.writeString(config, database.replace("KEY", prepared.out().strip()));
      assertThat(Said.by("vault", "rotate", "--config", config.toString()).well().out())
          .contains("has a new key already")
          .doesNotContain(prepared.out().strip());
      assertThat(Said.by("vault", "rotate", "--finish", "--config", config.toString()).well().out())
          .matches("(?s)encrypted [1-9]\\d* credentials anew with the new key\\R.*");
      Said last = Said.by("vault", "rotate", "--drop-old", "--config", config.toString()).well();

      Files.writeString(config, database.replace("KEY", first));
      assertThatExceptionOfType(StartException.class)
          .isThrownBy(() -> node(config).close())
          .withMessageContaining("the vault key does not belong to this database");
      Files.writeString(config, database.replace("KEY", last.out().strip()));
      Instant start = Instant.now();
      try (Started node = node(config)) {
        node.client.awaitStripe(syncedAfter(start));
      }
    }
  }

  @Test
  void doesNotFinishWhileANodeHasOnlyTheOldKey() throws Exception {
    try (SharedDatabase postgres = new SharedDatabase(folder.resolve("postgres"))) {
      String first = Said.by("vault", "create-key").well().out().strip();
      Path config = postgres.newDatabase(folder.resolve("config"), "vault-key = " + first);
      String both;
      try (Started node = node(config)) {
        assertThat(node.client.connectStripe("sk_test_sandbox", false).status()).isEqualTo(200);
        node.client.awaitStripe(allModels("SUCCESS"));
        both = Said.by("vault", "rotate", "--config", config.toString()).well().out().strip();
        Path next =
            Files.writeString(
                folder.resolve("next"), Files.readString(config).replace(first, both));

        Said.by("vault", "rotate", "--finish", "--config", next.toString())
            .refuses(1, "one node that runs has only the old key");

        assertThat(node.client.connectStripe("sk_test_sandbox", true).status()).isEqualTo(200);
        Said.by("vault", "rotate", "--force", "--config", next.toString())
            .refuses(2, "--force is for --finish only");
        Said.by("vault", "rotate", "--finish", "--force", "--config", next.toString()).well();
        assertThat(node.client.connectStripe("sk_test_sandbox", true).status()).isEqualTo(503);
      }
    }
  }

  private Started node(Path config) throws Exception {
    return new Started(
        folder.resolve("data"),
        Map.of("store", "", "config", config.toString(), "sync-every", "1s"));
  }

  @Test
  void makesAnotherKeyEachTime() {
    String one = Said.by("vault", "create-key").well().out();

    assertThat(one).hasLineCount(1);
    assertThat(VaultKeys.fromText(one).toText()).isEqualTo(one.strip());
    assertThat(Said.by("vault", "create-key").out()).isNotEqualTo(one);
  }

  @Test
  void refusesInOneSentenceThatShowsNoKey() throws Exception {
    Said.by("vault").refuses(2, "say what to do");
    Said.by("vault", "rotate", "--data", data()).refuses(1, "there is no database in");
    Said.by("vault", "rotate", "--finish", "--data", data()).refuses(2, "TIDEMARK_VAULT_KEY");
    Said.by("vault", "rotate", "--finish", "--drop-old", "--data", data()).refuses(2, "two steps");
    Path config = Files.writeString(folder.resolve("config"), "vault-key = c2VjcmV0");
    Said said = Said.by("vault", "rotate", "--data", data(), "--config", config.toString());
    said.refuses(1, "the vault key is not a set of AEAD keys");
    assertThat(said.err()).doesNotContain("c2VjcmV0", "secret");
  }
}
