package dev.tidemark.server;

import static dev.tidemark.server.Client.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Keys in a shared database are those of all its nodes. */
@Timeout(240)
class SharedKeysTest {
  @TempDir private Path folder;

  @Test
  void areAcceptedAndRefusedByANodeThatRuns() throws Exception {
    try (SharedDatabase postgres = new SharedDatabase(folder.resolve("postgres"))) {
      Path config = postgres.newDatabase(folder.resolve("config"));
      String early = create(config);
      try (Started node =
          new Started(folder.resolve("data"), Map.of("store", "", "config", config.toString()))) {
        assertThat(statusWith(node, early)).isEqualTo(200);

        String late = create(config);

        assertThat(statusWith(node, late)).isEqualTo(200);
        String listed = Said.by("keys", "list", "--config", config.toString()).well().out();
        assertThat(listed).hasLineCount(3).doesNotContain(early, late);
        for (String line : listed.lines().skip(1).toList()) {
          Said.by("keys", "revoke", line.split(" ", -1)[0], "--config", config.toString()).well();
        }
        assertThat(await(() -> statusWith(node, late), status -> status != 200)).isEqualTo(401);
        assertThat(folder.resolve("data/keys.json")).doesNotExist();
        Said.by("keys", "revoke", "key_0", "--config", config.toString())
            .refuses(1, "there is no key 'key_0'");
      }
    }
  }

  @Test
  void areRefusedToWhoHasNotThePassword() throws Exception {
    try (SharedDatabase postgres = new SharedDatabase(folder.resolve("postgres"))) {
      Path config = postgres.newDatabase(folder.resolve("config"));
      Files.writeString(
          config,
          Files.readString(config)
              .replaceFirst("(database-password =) .*", "$1 a-wrong-one-for-tests"));

      Said said = Said.by("keys", "list", "--config", config.toString());

      said.refuses(1, "the database cannot be reached: FATAL: password authentication failed");
      assertThat(said.err()).doesNotContain("a-wrong-one");
    }
  }

  private static String create(Path config) {
    return Said.by(
            "keys",
            "create",
            "--organization",
            "org_x",
            "--scopes",
            "integrations:read",
            "--quiet",
            "--config",
            config.toString())
        .well()
        .out()
        .strip();
  }

  private static int statusWith(Started node, String key) {
    return new Client(node.server.uri(), key).get("/api/integrations").status();
  }
}
