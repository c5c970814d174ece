package dev.tidemark.postgres.embedded;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmbeddedPostgresTest {
  private static final Options DURABLE = TestPostgres.durable();
  private static final Options OPTIONS = TestPostgres.options();

  @TempDir private static Path template;

  @TempDir private Path parent;

  /** The first start of a folder takes seconds; most tests are about later ones. */
  @BeforeAll
  static void startForTheFirstTime() {
    EmbeddedPostgres.start(template, OPTIONS).stop();
  }

  private Path folder() {
    return parent.resolve("data folder");
  }

  /** A folder in which a server was started and stopped; programs are linked, not copied. */
  private Path used() throws IOException {
    try (Stream<Path> tree = Files.walk(template)) {
      for (Path from : (Iterable<Path>) tree::iterator) {
        Path to = folder().resolve(template.relativize(from));
        if (from.startsWith(template.resolve("postgres/data")) || Files.isDirectory(from)) {
          Files.copy(from, to, COPY_ATTRIBUTES);
        } else if (!from.endsWith("lock")) {
          Files.createLink(to, from);
        }
      }
    }
    return folder();
  }

  @Test
  void keepsItsDataFromOneStartToTheNext() throws IOException, SQLException {
    try (EmbeddedPostgres server = EmbeddedPostgres.start(used(), OPTIONS)) {
      write(server, "kept");
    }
    try (EmbeddedPostgres server = EmbeddedPostgres.start(folder(), OPTIONS)) {
      assertThat(read(server)).containsExactly("kept");
    }
  }

  @Test
  void refusesASecondStartAndNamesTheHolder() throws IOException, SQLException {
    String self = "pid " + ProcessHandle.current().pid();
    try (EmbeddedPostgres server = EmbeddedPostgres.start(used(), OPTIONS)) {
      assertThatThrownBy(() -> EmbeddedPostgres.start(folder(), OPTIONS))
          .isInstanceOf(EmbeddedPostgresException.class)
          .hasMessageContaining("is in use by this process (" + self)
          .hasMessageEndingWith("stop it first, or choose another folder");
      try (Holder other = Holder.tryToStart(folder())) {
        assertThat(other.said())
            .startsWith("refused: The data folder " + folder() + " is in use by another process")
            .contains(self + " on host ");
      }
      write(server, "undisturbed");
      assertThat(read(server)).containsExactly("undisturbed");
    }
  }

  @Test
  void shutsTheServerDownWhenTheJvmIsKilled() throws IOException {
    long postmaster;
    try (Holder holder = Holder.start(used())) {
      postmaster = postmaster();
      holder.kill();
    }
    // Not by our next start: nobody but the watchdog knows of it.
    waitUntilGone(postmaster);
    assertThat(folder().resolve("postgres/data/postmaster.pid")).doesNotExist();
    assertThat(EmbeddedPostgres.running(folder())).isEmpty();
  }

  @Test
  void startsWhereAKilledJvmAndItsWatchdogLeftAServerRunning() throws IOException, SQLException {
    long orphan;
    try (Holder holder = Holder.start(used())) {
      holder.killWatchdog();
      orphan = postmaster();
      holder.kill();
    }
    assertThat(ProcessHandle.of(orphan)).isPresent();
    try (EmbeddedPostgres server = EmbeddedPostgres.start(folder(), OPTIONS)) {
      assertThat(postmaster()).isNotEqualTo(orphan);
      assertThat(read(server)).containsExactly("by the holder");
    }
  }

  @Test
  @Timeout(120)
  void startsAServerAgainThatWasKilledWithWhatWasCommitted() throws IOException, SQLException {
    try (EmbeddedPostgres server = EmbeddedPostgres.start(used(), DURABLE)) {
      write(server, "committed");
      long killed = postmaster();
      kill(killed);

      while (!isAnother(killed)) {
        Thread.onSpinWait();
      }
      assertThat(read(server)).containsExactly("committed");
    }
    assertThat(folder().resolve("postgres/data/postmaster.pid")).doesNotExist();
  }

  /** Whether there is a server that accepts connections, and is not that one. */
  private boolean isAnother(long killed) throws IOException {
    return PidFile.read(folder().resolve("postgres/data"))
        .filter(PidFile::ready)
        .filter(file -> file.pid() != killed)
        .isPresent();
  }

  @Test
  void startsWhereAStrangerHasThePidOfAServerThatWasKilled() throws IOException, SQLException {
    Path pidFile = used().resolve("postgres/data/postmaster.pid");
    String content;
    try (EmbeddedPostgres server = EmbeddedPostgres.start(folder(), DURABLE)) {
      write(server, "kept");
      content = Files.readString(pidFile);
    }
    Process stranger = new ProcessBuilder("cat").start();
    Files.writeString(pidFile, content.replaceFirst("\\d+", Long.toString(stranger.pid())));
    try (EmbeddedPostgres server = EmbeddedPostgres.start(folder(), OPTIONS)) {
      assertThat(read(server)).containsExactly("kept");
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroy();
    }
  }

  @Test
  void keepsEverythingFromOtherAccounts() throws IOException {
    Path postgres = used().resolve("postgres");
    Files.setPosixFilePermissions(postgres, PosixFilePermissions.fromString("rwxrwxrwx"));
    try (EmbeddedPostgres server = EmbeddedPostgres.start(folder(), OPTIONS)) {
      assertThat(server.jdbcUrl()).startsWith("jdbc:postgresql://127.0.0.1:");
      assertThat(rights(postgres)).isEqualTo("rwx------");
      for (String file : List.of("password", "connection.properties", "data/postgresql.conf")) {
        assertThat(rights(postgres.resolve(file))).as(file).isEqualTo("rw-------");
      }
      for (String within : List.of("data", "log")) {
        assertThat(rights(postgres.resolve(within))).as(within).isEqualTo("rwx------");
      }
      assertThat(rights(folder().resolve("lock"))).isEqualTo("rw-------");
    }
    try (Stream<Path> sockets = Files.list(Path.of("/tmp"))) {
      assertThat(sockets).noneMatch(file -> file.getFileName().toString().startsWith(".s.PGSQL"));
    }
  }

  @Test
  void makesAFolderThatNobodyElseCanEnter() throws IOException {
    EmbeddedPostgres.start(folder(), OPTIONS).close();
    assertThat(rights(folder())).isEqualTo("rwx------");
  }

  @Test
  void letsNobodyInWithoutThePassword() throws IOException {
    try (EmbeddedPostgres server = EmbeddedPostgres.start(used(), OPTIONS)) {
      for (String wrong : List.of("", "wrong", server.user())) {
        assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), "tidemark", wrong))
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("password");
      }
    }
  }

  @Test
  void tellsOthersHowToReachARunningServer() throws IOException, SQLException {
    assertThat(EmbeddedPostgres.running(folder())).isEmpty();
    try (EmbeddedPostgres server = EmbeddedPostgres.start(used(), OPTIONS)) {
      write(server, "seen");
      Optional<Address> address = EmbeddedPostgres.running(folder());
      assertThat(address).contains(server.address());
      assertThat(address.orElseThrow().toString()).doesNotContain(server.password());
    }
    assertThat(EmbeddedPostgres.running(folder())).isEmpty();
  }

  @Test
  void doesNotTakeForAServerWhatHasItsNumberAfterACrash() throws IOException {
    Layout layout = new Layout(used());
    String file;
    String address;
    try (EmbeddedPostgres server = EmbeddedPostgres.start(folder(), OPTIONS)) {
      file = Files.readString(PidFile.in(layout.data()));
      address = Files.readString(layout.connection());
      assertThat(EmbeddedPostgres.running(folder())).contains(server.address());
    }
    long somebody = ProcessHandle.current().pid();
    Files.writeString(PidFile.in(layout.data()), file.replaceFirst("\\d+", "" + somebody));
    Files.writeString(layout.connection(), address);

    assertThat(EmbeddedPostgres.running(folder())).isEmpty();
  }

  @Test
  void touchesNothingOfAnotherMajorVersion() throws IOException {
    Path data = Files.createDirectories(folder().resolve("postgres/data"));
    Files.writeString(data.resolve("PG_VERSION"), "17\n");
    assertThatThrownBy(() -> EmbeddedPostgres.start(folder(), OPTIONS))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining("was written by PostgreSQL 17, and the embedded one is version 18");
    try (Stream<Path> tree = Files.walk(folder())) {
      assertThat(tree.map(path -> folder().relativize(path).toString()))
          .containsExactlyInAnyOrder("", "postgres", "postgres/data", "postgres/data/PG_VERSION");
    }
  }

  @Test
  void saysThatThereIsNoneForThisMachine() {
    Options options = Options.of("Plan 9", "sparc", OPTIONS.newPassword());
    assertThatThrownBy(() -> EmbeddedPostgres.start(folder(), options))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageStartingWith("There is no embedded PostgreSQL for Plan 9 on sparc");
    assertThat(folder()).doesNotExist();
  }

  @Test
  void saysWhichFolderItCannotUse() throws IOException {
    Path file = Files.writeString(parent.resolve("file"), "");
    assertThatThrownBy(() -> EmbeddedPostgres.start(file.resolve("folder"), OPTIONS))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageStartingWith(
            "The embedded PostgreSQL cannot be started in %s/folder: ".formatted(file));
  }

  @Test
  void stopsOnceHoweverOftenItIsTold() throws IOException {
    EmbeddedPostgres server = EmbeddedPostgres.start(used(), OPTIONS);
    long postmaster = postmaster();
    server.stop();
    assertThat(ProcessHandle.of(postmaster)).isEmpty();
    assertThat(folder().resolve("postgres/connection.properties")).doesNotExist();
    server.stop();
  }

  @Test
  void stopsWhileSessionsAreOpen() throws IOException, SQLException {
    try (EmbeddedPostgres server = EmbeddedPostgres.start(used(), OPTIONS);
        Connection open = connect(server)) {
      server.stop();
      assertThat(open.isValid(1)).isFalse();
    }
  }

  @Test
  void startsWhereAStartCrashedHalfWay() throws IOException, SQLException {
    Path postgres = Files.createDirectories(folder().resolve("postgres"));
    Files.writeString(Files.createDirectory(postgres.resolve("unpacking")).resolve("bin"), "half");
    Files.writeString(Files.createDirectory(postgres.resolve("data.new")).resolve("base"), "half");
    try (EmbeddedPostgres server = EmbeddedPostgres.start(folder(), OPTIONS)) {
      write(server, "well");
      assertThat(read(server)).containsExactly("well");
    }
    assertThat(postgres.resolve("unpacking")).doesNotExist();
    assertThat(postgres.resolve("data.new")).doesNotExist();
  }

  @Test
  void saysWhatTheServerSaidWhenItDoesNotStart() throws IOException {
    EmbeddedPostgres.start(used(), OPTIONS).close();
    Path configuration = folder().resolve("postgres/data/postgresql.conf");
    Files.writeString(configuration, "shared_buffers = much\n");
    assertThatThrownBy(() -> EmbeddedPostgres.start(folder(), OPTIONS))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining("does not start; its log says: ")
        .hasMessageContaining("invalid value for parameter \"shared_buffers\"");
    Files.writeString(configuration, "");
    EmbeddedPostgres.start(folder(), OPTIONS).close();
  }

  private long postmaster() throws IOException {
    return PidFile.read(folder().resolve("postgres/data")).orElseThrow().pid();
  }

  private static void kill(long pid) {
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    waitUntilGone(pid);
  }

  private static void waitUntilGone(long pid) {
    ProcessHandle.of(pid)
        .map(ProcessHandle::onExit)
        .orElseGet(() -> CompletableFuture.completedFuture(null))
        .orTimeout(20, TimeUnit.SECONDS)
        .join();
  }

  private static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static Connection connect(EmbeddedPostgres server) throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
  }

  static void write(EmbeddedPostgres server, String text) throws SQLException {
    try (Connection connection = connect(server);
        Statement statement = connection.createStatement()) {
      statement.execute("create table if not exists line (text text)");
      statement.execute("insert into line values ('" + text + "')");
    }
  }

  private static List<String> read(EmbeddedPostgres server) throws SQLException {
    try (Connection connection = connect(server);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select string_agg(text, ',') from line")) {
      row.next();
      return List.of(row.getString(1).split(",", -1));
    }
  }
}
