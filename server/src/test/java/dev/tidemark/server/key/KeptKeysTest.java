package dev.tidemark.server.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidemark.application.store.StorageException;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.key.ApiKey;
import dev.tidemark.domain.key.KeyHash;
import dev.tidemark.domain.key.Scope;
import dev.tidemark.inmemory.InMemoryStore;
import dev.tidemark.testkit.ApiKeysContract;
import dev.tidemark.testkit.Ports;
import dev.tidemark.testkit.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys in a file are keys like any other, and follow the command line. */
class KeptKeysTest extends ApiKeysContract {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir private Path folder;
  private final SettableClock clock = new SettableClock(NOON);

  private KeptKeys keys() {
    return new KeptKeys(new KeyFile(data()), clock);
  }

  private Path data() {
    return folder.resolve("data");
  }

  private static ApiKey key(String secret) {
    return Secrets.named(
        secret, new OrganizationId("org_x"), Set.of(Scope.INTEGRATIONS_READ), null, NOON);
  }

  @Override
  protected Ports emptyStore() {
    InMemoryStore others = new InMemoryStore(clock);
    return new Ports(
        others.transactions(),
        others.connections(),
        others.vault(),
        others.syncs(),
        others.scheduler(),
        others.journal(),
        others.records(),
        keys(),
        others.tools(),
        others.toolList(),
        others.audit(),
        others.triggers(),
        others.sessions(),
        others.setups(),
        others.deliveries(),
        others.events());
  }

  @Test
  void seesWhatAnotherProcessAddsAndRevokesWithinASecond() {
    KeptKeys server = keys();
    ApiKey key = key("ok_one");
    assertThat(server.find(key.hash())).isEmpty();

    keys().save(key);
    clock.advance(Duration.ofMillis(900));
    assertThat(server.find(key.hash())).contains(key);

    keys().remove(key.id());
    clock.advance(Duration.ofMillis(900));
    assertThat(server.find(key.hash())).isEmpty();
  }

  @Test
  void seesThatAKeyIsRevokedThoughTheClockWasSetBack() {
    KeptKeys server = keys();
    ApiKey key = key("ok_one");
    keys().save(key);
    assertThat(server.find(key.hash())).contains(key);

    clock.advance(Duration.ofHours(-1));
    keys().remove(key.id());

    assertThat(server.find(key.hash())).isEmpty();
  }

  @Test
  void leavesNothingBehindWhereThereWasNothingToRevoke() {
    assertThat(keys().remove("key_0")).isFalse();

    assertThat(data()).doesNotExist();
  }

  @Test
  void keepsNoKeyInTheClearAndLetsNobodyElseRead() throws IOException {
    keys().save(key("ok_very_secret"));

    assertThat(Files.readString(data().resolve("keys.json"))).doesNotContain("ok_very_secret");
    assertThat(permissions(data())).isEqualTo("rwx------");
    assertThat(permissions(data().resolve("keys.json"))).isEqualTo("rw-------");
    try (var files = Files.list(data())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("keys.json", "keys.lock");
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void losesNoneOfSeveralThatAreMadeAtOnce() {
    List<ApiKey> made = IntStream.range(0, 12).mapToObj(i -> key("ok_" + i)).toList();

    made.parallelStream().forEach(key -> keys().save(key));

    assertThat(keys().list()).containsExactlyInAnyOrderElementsOf(made);
  }

  @Test
  void saysWhatIsWrongWithAFileThatIsNotOurs() throws IOException {
    Files.createDirectories(data());
    for (String content : List.of("", "{", "[]", "{\"keys\":[{}]}", "{\"keys\":[1]}")) {
      Files.writeString(data().resolve("keys.json"), content);

      assertThatExceptionOfType(StorageException.class)
          .as(content)
          .isThrownBy(() -> keys().find(KeyHash.of("x")))
          .withMessageContaining("the file of API keys")
          .withMessageContaining("keys.json");
      assertThatExceptionOfType(StorageException.class).isThrownBy(() -> keys().save(key("ok_1")));
      assertThat(Files.readString(data().resolve("keys.json"))).isEqualTo(content);
    }
  }
}
