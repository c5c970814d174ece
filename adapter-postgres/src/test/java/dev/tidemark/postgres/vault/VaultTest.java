package dev.tidemark.postgres.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tidemark.application.connection.CredentialVault;
import dev.tidemark.application.connector.Credentials;
import dev.tidemark.application.store.StorageException;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.provider.ProviderId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest extends VaultTests {
  private static final String NOT_OURS =
      "the vault key does not belong to this database, whose credentials were encrypted with"
          + " another one";

  @TempDir private Path folder;
  private VaultKeyFile file;

  @BeforeEach
  void nameAFile() {
    file = new VaultKeyFile(folder);
  }

  @Test
  void makesAKeyFileForANewDatabase() {
    store(Vault.open(database, file), STRIPE, "sk_1");

    assertThat(file.path()).exists();
    assertThat(found(Vault.open(database, file), STRIPE)).contains("sk_1");
    assertThat(found(Vault.open(database, file.read().orElseThrow()), STRIPE)).contains("sk_1");
  }

  @Test
  void takesTheKeyFileThatIsThereForANewDatabase() {
    VaultKeys keys = file.create(VaultKeys.create());

    store(Vault.open(database, file), STRIPE, "sk_1");

    assertThat(file.read()).map(VaultKeys::toText).contains(keys.toText());
    assertThat(keysInUse()).containsExactly(keys.primary());
  }

  @Test
  void doesNotMakeAnotherKeyFileForADatabaseThatHasKeys() {
    Vault.open(database, VaultKeys.create());

    assertThatThrownBy(() -> Vault.open(database, file))
        .isInstanceOf(VaultException.class)
        .hasMessage(
            "the vault's key file "
                + file.path()
                + " is missing; without it the credentials of this database cannot be read");
    assertThat(file.path()).doesNotExist();
  }

  @Test
  void refusesKeysOfAnotherDatabase() {
    Vault.open(database, VaultKeys.create());
    file.create(VaultKeys.create());

    assertThatThrownBy(() -> Vault.open(database, VaultKeys.create()))
        .isInstanceOf(VaultException.class)
        .hasMessage(NOT_OURS);
    assertThatThrownBy(() -> Vault.open(database, file))
        .isInstanceOf(VaultException.class)
        .hasMessage(NOT_OURS);
  }

  @Test
  void refusesAKeyThatOnlyHasTheNameOfTheRightOne() {
    VaultKeys keys = VaultKeys.create();
    Vault.open(database, keys);
    VaultKeys other = VaultKeys.create();
    VaultKeys renamed =
        VaultKeys.fromJson(
            other.toJson().replace(Long.toString(other.primary()), Long.toString(keys.primary())),
            "the key");
    assertThat(renamed.ids()).isEqualTo(keys.ids());

    assertThatThrownBy(() -> Vault.open(database, renamed))
        .isInstanceOf(VaultException.class)
        .hasMessage(NOT_OURS);
  }

  @Test
  void refusesKeysThatLackAnOlderOneStillInUse() {
    VaultKeys old = VaultKeys.create();
    store(Vault.open(database, old), STRIPE, "sk_1");
    VaultKeys both = old.withNewPrimary();
    Check.of(both, both.primary(), true).save(database);

    assertThat(found(Vault.open(database, both), STRIPE)).contains("sk_1");
    assertThatThrownBy(() -> Vault.open(database, both.withoutOld()))
        .isInstanceOf(VaultException.class)
        .hasMessageStartingWith("the vault key lacks an older key");
  }

  @Test
  void belongsToOneOfTheNodesThatStartAtTheSameMoment() throws Exception {
    List<Object> outcomes =
        together(
            6,
            () -> {
              try {
                return Vault.open(database, VaultKeys.create());
              } catch (VaultException e) {
                return e.getMessage();
              }
            });

    assertThat(outcomes).hasAtLeastOneElementOfType(Vault.class);
    assertThat(outcomes.stream().filter(Vault.class::isInstance)).hasSize(1);
    assertThat(outcomes.stream().filter(NOT_OURS::equals)).hasSize(5);
  }

  @Test
  void isOneVaultForNodesThatStartAtTheSameMomentInOneFolder() throws Exception {
    List<Vault> vaults = together(6, () -> Vault.open(database, new VaultKeyFile(folder)));

    store(vaults.get(0), STRIPE, "sk_1");
    assertThat(vaults).allSatisfy(vault -> assertThat(found(vault, STRIPE)).contains("sk_1"));
  }

  @Test
  void saysWhichConnectionHasCredentialsThatWereTamperedWith() {
    Vault vault = Vault.open(database, VaultKeys.create());
    store(vault, STRIPE, "sk_1");
    store(vault, HUBSPOT, "hs_1");

    database.change(
        "update credentials set sealed = set_byte(sealed, 40, get_byte(sealed, 40) # 1)"
            + " where provider = 'stripe'");

    assertUnreadable(vault, STRIPE);
    assertThat(found(vault, HUBSPOT)).contains("hs_1");
  }

  @Test
  void refusesCredentialsThatWereMovedToAnotherConnection() {
    Vault vault = Vault.open(database, VaultKeys.create());
    store(vault, STRIPE, "sk_1");
    store(vault, HUBSPOT, "hs_1");

    database.change(
        """
        update credentials set sealed =
          (select sealed from credentials where provider = 'hubspot')
        where provider = 'stripe'
        """);

    assertUnreadable(vault, STRIPE);
  }

  private static void assertUnreadable(Vault vault, ConnectionId connection) {
    Throwable trouble = catchThrowable(() -> vault.credentials().find(connection));
    assertThat(trouble)
        .isInstanceOf(StorageException.class)
        .hasMessage(
            "the credentials of "
                + connection
                + " cannot be decrypted: they were changed outside of Tidemark");
    assertThat(trouble).hasStackTraceContaining("decrypt");
    assertThat(text(trouble)).doesNotContain("sk_1", "hs_1");
  }

  private static String text(Throwable trouble) {
    Throwable cause = trouble.getCause();
    return trouble + (cause == null ? "" : " / " + text(cause));
  }

  @Test
  void doesNotConfuseConnectionsWhoseIdsLookAlike() {
    Vault vault = Vault.open(database, VaultKeys.create());
    ConnectionId one = new ConnectionId(new ProviderId("a-b"), new OrganizationId("c"));
    ConnectionId other = new ConnectionId(new ProviderId("a"), new OrganizationId("b-c"));
    connected(one);
    connected(other);
    assertThat(one).hasToString(other.toString());
    store(vault, one, "sk_1");
    store(vault, other, "sk_2");

    database.change(
        """
        update credentials set sealed = (select sealed from credentials where provider = 'a-b')
        where provider = 'a'
        """);

    assertUnreadable(vault, other);
  }

  @Test
  void showsTheDatabaseNeitherKeysNorCredentials() {
    file.create(VaultKeys.create());
    Vault vault = Vault.open(database, file);
    String planted = "planted-s3cret";
    vault
        .credentials()
        .store(STRIPE, new Credentials(Map.of("plantedField", planted, "other", "\u00e4")));
    VaultRotation rotation = new VaultRotation(database);
    rotation.rotate(file);
    String keys = file.read().orElseThrow().toJson();

    String all = dump();

    assertThat(all).contains("org_demo", "stripe", "credentials");
    assertThat(all).doesNotContain(planted, hex(planted), "plantedField", hex("plantedField"));
    assertThat(all).doesNotContain("primaryKeyId", hex("primaryKeyId"), hex("tidemark"));
    List<String> materials =
        Pattern.compile("\"value\": *\"([^\"]+)\"")
            .matcher(keys)
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(materials).hasSize(2);
    for (String material : materials) {
      byte[] bytes = Base64.getDecoder().decode(material);
      String key = HexFormat.of().formatHex(bytes, bytes.length - 32, bytes.length);
      assertThat(all).doesNotContain(material, hex(material), key);
    }
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(UTF_8));
  }

  /** Every row of every table, with its table's name. */
  private String dump() {
    List<String> tables =
        database.list(
            "select quote_ident(tablename) as name from pg_tables where schemaname = 'public'",
            row -> row.text("name"));
    StringBuilder all = new StringBuilder();
    for (String table : tables) {
      all.append(table).append('\n');
      database
          .list("select t::text as line from " + table + " t", row -> row.text("line"))
          .forEach(line -> all.append(line).append('\n'));
    }
    return all.toString();
  }

  @Test
  void losesNothingThatIsChangedByManyAtOnce() throws Exception {
    CredentialVault credentials = Vault.open(database, VaultKeys.create()).credentials();
    credentials.store(STRIPE, new Credentials(Map.of("count", "0")));

    together(
        4,
        () -> {
          for (int i = 0; i < 25; i++) {
            database.perform(() -> {
              String count = credentials.find(STRIPE).orElseThrow().fields().get("count");
              String next = Integer.toString(Integer.parseInt(count) + 1);
              credentials.store(STRIPE, new Credentials(Map.of("count", next)));
            });
          }
          return "done";
        });

    assertThat(credentials.find(STRIPE)).contains(new Credentials(Map.of("count", "100")));
  }

  @Test
  void keepsTextThatIsNoProperUnicode() {
    CredentialVault credentials = Vault.open(database, VaultKeys.create()).credentials();
    Credentials odd =
        new Credentials(Map.of("half", "\ud83c", "other half", "\udf0a \u0000 \u2028"));

    credentials.store(STRIPE, odd);

    assertThat(credentials.find(STRIPE)).contains(odd);
  }

  @Test
  void forgetsCredentialsWithTheirConnection() {
    Vault vault = Vault.open(database, VaultKeys.create());
    store(vault, STRIPE, "sk_1");

    database.change("delete from connections where provider = 'stripe'");

    assertThat(keysInUse()).isEmpty();
  }

  @Test
  void saysThatTheFileIsOfNoUseAnyMore() throws IOException {
    store(Vault.open(database, file), STRIPE, "sk_1");
    Files.writeString(file.path(), "damaged");

    assertThatThrownBy(() -> Vault.open(database, file))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining(file.path().toString());
  }

  private static <T> List<T> together(int many, Callable<T> work) throws Exception {
    CyclicBarrier start = new CyclicBarrier(many);
    try (ExecutorService threads = Executors.newFixedThreadPool(many)) {
      List<Future<T>> all = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        all.add(
            threads.submit(() -> {
              start.await();
              return work.call();
            }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> one : all) {
        results.add(one.get());
      }
      return results;
    }
  }
}
