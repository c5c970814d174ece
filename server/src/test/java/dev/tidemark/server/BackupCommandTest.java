package dev.tidemark.server;

import static dev.tidemark.server.Client.allModels;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is saved beside a working server is all there in another place. */
@Timeout(240)
class BackupCommandTest {
  private static final Map<String, String> IN_THE_FOLDER = Map.of("store", "postgres");

  @TempDir private Path folder;

  private String in(String name) {
    return folder.resolve(name).toString();
  }

  /** When each of Stripe's models was synced. */
  private static Map<String, String> synced(JsonNode stripe) {
    Map<String, String> instants = new TreeMap<>();
    stripe
        .path("syncs")
        .forEach(
            sync -> instants.put(sync.path("model").asText(), sync.path("lastSyncedAt").asText()));
    return instants;
  }

  @Test
  void bringsConnectionsSyncsAndKeysIntoAnotherFolderWhileTheServerWorks() throws Exception {
    String key =
        Said.by(
                "keys",
                "create",
                "--organization",
                "org_demo",
                "--scopes",
                "integrations:read",
                "--quiet",
                "--data",
                in("first"))
            .well()
            .out()
            .strip();
    Map<String, String> before;
    try (Started first = new Started(folder.resolve("first"), IN_THE_FOLDER)) {
      assertThat(first.client.connectStripe("sk_test_sandbox", false).status()).isEqualTo(200);
      before = synced(first.client.awaitStripe(allModels("SUCCESS")));

      Said saved = Said.by("backup", in("saved"), "--data", in("first")).well();

      assertThat(saved.out())
          .matches("saved [1-9]\\d+ rows as they were at \\S+ in \\S+; the vault key is not .*\\R");
      assertThat(permissions("saved")).isEqualTo("rw-------");
      Said.by("restore", in("saved"), "--data", in("first"))
          .refuses(1, "a server is running on the data folder");
    }
    Said restored = Said.by("restore", in("saved"), "--data", in("second")).well();
    assertThat(restored.out())
        .matches("restored [1-9]\\d+ rows as they were at \\S+\\R.* need the vault key.*\\R");
    Files.copy(folder.resolve("first/vault.json"), folder.resolve("second/vault.json"));

    try (Started second = new Started(folder.resolve("second"), IN_THE_FOLDER)) {
      assertThat(before).hasSize(6);
      assertThat(synced(second.client.stripe())).isEqualTo(before);
      assertThat(new Client(second.server.uri(), key).stripe()).isEqualTo(second.client.stripe());
    }
    assertThat(Said.by("backup", in("again"), "--data", in("second")).well().out())
        .as("what a stopped server has is saved too")
        .startsWith("saved ");
    Said.by("restore", in("saved"), "--data", in("second"))
        .refuses(1, "into an empty database only");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("first", "second", "saved", "again");
    }
  }

  private String permissions(String name) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
  }

  @Test
  void movesASharedDatabaseIntoAFolderAndBack() throws Exception {
    try (SharedDatabase postgres = new SharedDatabase(folder.resolve("postgres"))) {
      Path one = postgres.newDatabase(folder.resolve("one"), "data = " + in("data"));
      Path other = postgres.newDatabase(folder.resolve("other"), "data = " + in("data"));
      try (Started node =
          new Started(folder.resolve("data"), Map.of("store", "", "config", one.toString()))) {
        assertThat(node.client.connectStripe("sk_test_sandbox", false).status()).isEqualTo(200);
      }
      String id =
          Said.by(
                  "keys",
                  "create",
                  "--organization",
                  "o",
                  "--scopes",
                  "admin:read",
                  "--config",
                  one.toString())
              .well()
              .out()
              .split("\\s+", -1)[1];

      Said.by("backup", in("shared"), "--config", one.toString()).well();
      Said.by("restore", in("shared"), "--data", in("own")).well();
      Said.by("backup", in("own-too"), "--data", in("own")).well();
      Said moved = Said.by("restore", in("own-too"), "--config", other.toString()).well();

      assertThat(moved.out()).contains("The vault key for its credentials is there, in ");
      assertThat(Said.by("keys", "list", "--data", in("own")).out()).contains(id);
      assertThat(Said.by("keys", "list", "--config", other.toString()).out()).contains(id);
    }
  }

  @Test
  void leavesTheDatabaseEmptyWhenTheBackupIsDamaged() throws Exception {
    Said.by("restore", in("missing"), "--data", in("data"))
        .refuses(1, "missing' cannot be read: no such file or folder");
    assertThat(folder.resolve("data")).as("nothing is made for nothing").doesNotExist();
    Files.writeString(folder.resolve("rubbish"), "rubbish");
    Said.by("restore", in("rubbish"), "--data", in("data")).refuses(1, "no Tidemark backup");

    new Started(folder.resolve("first"), IN_THE_FOLDER).close();
    Said.by("backup", in("saved"), "--data", in("first")).well();
    byte[] whole = Files.readAllBytes(folder.resolve("saved"));
    Files.write(folder.resolve("half"), Arrays.copyOf(whole, whole.length / 2));
    Said.by("restore", in("half"), "--data", in("data")).refuses(1, "damaged or cut off");

    Said.by("restore", in("saved"), "--data", in("data")).well();
  }

  @Test
  void replacesNothingUnlessItIsTold() throws Exception {
    new Started(folder.resolve("data"), IN_THE_FOLDER).close();
    Files.writeString(folder.resolve("saved"), "precious");

    Said.by("backup", in("saved"), "--data", in("data")).refuses(1, "is there already; --force");

    assertThat(folder.resolve("saved")).hasContent("precious");
    Said.by("backup", in("saved"), "--data", in("data"), "--force").well();
    assertThat(Files.size(folder.resolve("saved"))).isGreaterThan(1000);
  }

  @Test
  void saysInOneSentenceWhyThereIsNothingToSave() throws Exception {
    Said.by("backup", in("saved"), "--data", in("nothing")).refuses(1, "there is no database in");
    assertThat(folder).isEmptyDirectory();
    Said.by("backup", folder.toString(), "--data", in("nothing")).refuses(1, "is a folder");
    Said.by("backup", "--data", in("nothing")).refuses(2, "FILE");
    Path memory = Files.writeString(folder.resolve("memory"), "store = memory");
    Said.by("backup", in("saved"), "--config", memory.toString()).refuses(1, "the store is memory");
    Said.by("backup", in("no/such/folder"), "--data", in("nothing"))
        .refuses(1, "there is no database in");
    Said.by("backup", in("saved"), "--database-url", "mysql:x")
        .refuses(2, "database-url: a database's address is written as jdbc:postgresql:");
    assertThat(folder.resolve("saved")).doesNotExist();
  }

  @Test
  void showsNoPasswordWhenTheDatabaseCannotBeReached() {
    String end = "/x?user=u&password=very_secret";

    Said away =
        Said.by("backup", in("saved"), "--database-url", "jdbc:postgresql://127.0.0.1:1" + end);
    Said garbled =
        Said.by("backup", in("saved"), "--database-url", "jdbc:postgresql://127.0.0.1:port" + end);

    away.refuses(1, "the database cannot be reached");
    garbled.refuses(2, "database-url: a database's address is written as");
    assertThat(away.err() + garbled.err()).doesNotContain("very_secret");
  }
}
