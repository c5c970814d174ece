package dev.tidemark.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.postgres.vault.VaultKeys;
import dev.tidemark.server.config.ConfigurationException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that cannot use its database says why in one sentence, and leaves nothing behind. */
@Timeout(120)
class SharedStartTest {
  @TempDir private static Path folder;
  private static SharedDatabase database;

  @TempDir private Path data;
  private Set<Thread> before;

  @BeforeAll
  static void startDatabase() {
    database = new SharedDatabase(folder);
  }

  @AfterAll
  static void stopDatabase() {
    database.close();
  }

  @BeforeEach
  void look() {
    before = threads();
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("tidemark"))
        .collect(Collectors.toSet());
  }

  /** The sentence of a start that fails. */
  private String refused(Map<String, String> options) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Map<String, String> given = new HashMap<>(options);
    given.put("sandbox-port", String.valueOf(port));
    StartException refused =
        catchThrowableOfType(StartException.class, () -> new Started(data, given));

    assertThat(refused).isNotNull();
    new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
    Client.await(SharedStartTest::threads, before::containsAll);
    Client.await(
        () ->
            database.read(
                "select pid from pg_stat_activity where application_name like 'tidemark%'"),
        List::isEmpty);
    assertThat(refused.getMessage())
        .hasLineCount(1)
        .doesNotContain("Exception")
        .doesNotContain(requireNonNull(given.get("database-password")))
        .doesNotContain("jdbc:");
    return String.valueOf(refused.getMessage());
  }

  @Test
  void saysThatNothingListensThere() throws IOException {
    int nobody;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = free.getLocalPort();
    }
    assertThat(refused(database.options(nobody)))
        .startsWith("the database cannot be reached: ")
        .contains("refused");
  }

  @Test
  void saysThatThePasswordIsWrong() throws IOException {
    assertThat(refused(database.options("database-password", "not-" + database.port())))
        .contains("password authentication failed");
  }

  @Test
  void saysThatThereIsNoSuchDatabase() throws IOException {
    String url = database.options(database.port()).get("database-url");
    assertThat(refused(database.options("database-url", url.replace("/tidemark", "/other"))))
        .contains("\"other\" does not exist");
  }

  @Test
  void saysThatTheAddressIsNoneWithoutShowingIt() {
    ConfigurationException refused =
        catchThrowableOfType(
            ConfigurationException.class,
            () ->
                new Started(
                    data,
                    database.options(
                        "database-url", "jdbc:postgresql://127.0.0.1:port/x?password=hidden")));

    assertThat(refused).isNotNull();
    assertThat(refused.problems())
        .singleElement()
        .asString()
        .startsWith("database-url: ")
        .doesNotContain("hidden");
  }

  @Test
  void saysThatTextWouldNotFit() throws IOException {
    database.change(
        "create database latin encoding 'LATIN1' lc_collate 'C' lc_ctype 'C' locale_provider 'libc'"
            + " template template0");
    String url = database.options(database.port()).get("database-url");
    assertThat(refused(database.options("database-url", url.replace("/tidemark", "/latin"))))
        .isEqualTo("the database's encoding is LATIN1, but UTF8 is needed");
  }

  @Test
  void saysThatTheKeyOfTheVaultIsAnother() throws Exception {
    new Started(data, database.options(database.port())).close();

    assertThat(refused(database.options("vault-key", VaultKeys.create().toText()))).contains("key");
    assertThat(refused(database.options("vault-key", "no key"))).contains("key");
  }
}
