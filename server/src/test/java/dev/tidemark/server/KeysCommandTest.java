package dev.tidemark.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.key.ApiKey;
import dev.tidemark.domain.key.KeyHash;
import dev.tidemark.domain.key.Scope;
import dev.tidemark.server.key.KeptKeys;
import dev.tidemark.server.key.KeyFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysCommandTest {
  private static final String SCOPES = "integrations:read,integrations:manage";

  @TempDir private Path data;

  private Said run(String... args) {
    List<String> all = new ArrayList<>(List.of("keys"));
    all.addAll(List.of(args));
    all.addAll(List.of("--data", data.toString()));
    return Said.by(all.toArray(new String[0]));
  }

  private static String found(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group();
  }

  @Test
  void makesAKeyThatClientsTakeForOneAndShowsItOnce() {
    Said made = run("create", "--organization", "org_x", "--scopes", SCOPES);

    assertThat(made.exit()).isZero();
    String secret = found("ok_[A-Za-z0-9_-]{32,}", made.out());
    assertThat(run("list").out()).contains("org_x", SCOPES).doesNotContain(secret);
    ApiKey kept =
        new KeptKeys(new KeyFile(data), InstantSource.system())
            .find(KeyHash.of(secret))
            .orElseThrow();
    assertThat(kept.organization()).isEqualTo(new OrganizationId("org_x"));
    assertThat(kept.scopes())
        .containsExactlyInAnyOrder(Scope.INTEGRATIONS_READ, Scope.INTEGRATIONS_MANAGE);
  }

  @Test
  void printsTheKeyAloneForScripts() {
    assertThat(run("create", "--organization", "o", "--scopes", "admin:read", "--quiet").out())
        .matches("ok_[A-Za-z0-9_-]{43}\\R");
  }

  @Test
  void revokesAKeyByItsId() {
    String id =
        found(
            "key_[0-9a-f]{16}", run("create", "--organization", "org_x", "--scopes", SCOPES).out());

    Said revoked = run("revoke", id);

    assertThat(revoked.exit()).isZero();
    assertThat(revoked.out()).contains("revoked " + id);
    assertThat(run("list").out()).contains("There are no keys.");
    Said again = run("revoke", id);
    again.refuses(1, "there is no key '" + id + "'");
  }

  private static final String NEW_LINE = System.lineSeparator();

  @Test
  void refusesWhatItDoesNotUnderstandInOneSentence() throws Exception {
    assertThat(run("create", "--organization", "a b", "--scopes", SCOPES).err())
        .startsWith("tidemark: --organization: organization id must be");
    assertThat(run("create", "--organization", "o", "--scopes", "all").err())
        .isEqualTo(
            "tidemark: --scopes: 'all' is no scope; there are integrations:read,"
                + " integrations:manage, admin:read, admin:manage"
                + NEW_LINE);
    assertThat(run("create", "--organization", "o").exit()).isEqualTo(2);
    Said.by(
            "keys",
            "create",
            "--organization",
            "o",
            "--scopes",
            "admin:read",
            "--data",
            "/proc/no-folder-can-be-made-here")
        .refuses(1, "the file of API keys ");
    Files.writeString(data.resolve("keys.json"), "rubbish");
    run("list").refuses(1, " is no JSON");
  }
}
