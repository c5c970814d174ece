package dev.tidemark.postgres.embedded;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL 18 of our own in the data folder, for one machine: on 127.0.0.1 only, behind a
 * password, and stopped when we stop.
 *
 * <p>On Linux it needs {@code /bin/sh}, and an account with a name (an entry in {@code
 * /etc/passwd}) or {@code unshare}. PostgreSQL refuses to be root: started by root it also needs
 * {@code unshare} or, where user namespaces are forbidden (as Docker does), {@code setpriv}, both
 * of util-linux, and in the latter case a folder that every account can reach; all of {@code
 * postgres} in it then belongs to the folder's owner, to {@code postgres} or to {@code nobody}.
 * With {@code setsid} on the path a Ctrl-C in the terminal does not reach the server.
 *
 * <p>The server ends with {@link #stop}; one that ends before is started again. When the JVM is
 * killed a watchdog shuts it down; where that was killed too the next start does, and after a crash
 * of the machine PostgreSQL recovers what was committed.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final String NO_SUCH_DATABASE = "3D000";

  private static final System.Logger LOG = System.getLogger(EmbeddedPostgres.class.getName());
  private static final Duration BEFORE_TRYING_AGAIN = Duration.ofSeconds(2);

  private final Layout layout;
  private final FolderLock lock;
  private final Launch launch;
  private final Address address;
  private Postmaster postmaster;
  private Watchdog watchdog;
  private boolean stopped;

  /** How the server is started. */
  private record Launch(Binaries binaries, RunAs runAs, Options options) {}

  private EmbeddedPostgres(
      Layout layout,
      FolderLock lock,
      Launch launch,
      Postmaster postmaster,
      Watchdog watchdog,
      Address address) {
    this.layout = layout;
    this.lock = lock;
    this.launch = launch;
    this.postmaster = postmaster;
    this.watchdog = watchdog;
    this.address = address;
  }

  /**
   * Starts the server of this data folder, which is made if it is missing, and answers when the
   * server accepts connections.
   *
   * @throws EmbeddedPostgresException in one sentence why not: the folder is in use or cannot be
   *     written, there is no PostgreSQL for this machine, another version wrote the data, or the
   *     server does not start
   */
  public static EmbeddedPostgres start(Path folder, Options options) {
    URL archive = Binaries.archive(options);
    Layout layout = new Layout(folder);
    try {
      layout.refuseOtherVersion();
      PrivateFiles.createFolder(layout.folder());
      FolderLock lock = FolderLock.take(layout.folder());
      try {
        return start(layout, lock, archive, options);
      } catch (IOException | RuntimeException failure) {
        lock.close();
        throw failure;
      }
    } catch (UncheckedIOException failure) {
      throw cannotStart(layout, requireNonNull(failure.getCause()));
    } catch (IOException failure) {
      throw cannotStart(layout, failure);
    }
  }

  private static EmbeddedPostgresException cannotStart(Layout layout, IOException failure) {
    return EmbeddedPostgresException.of(
        "The embedded PostgreSQL cannot be started in " + layout.folder(), failure);
  }

  private static EmbeddedPostgres start(
      Layout layout, FolderLock lock, URL archive, Options options) throws IOException {
    PrivateFiles.createOrTightenFolder(layout.postgres());
    Binaries binaries = Binaries.unpack(archive, layout.postgres());
    RunAs runAs =
        RunAs.choose(
            layout.folder(), layout.postgres(), layout.data(), binaries.program("postgres"));
    Orphans.stop(layout.postgres(), layout.data(), runAs);
    String password = DataFolder.open(layout, binaries, runAs, options);
    Postmaster postmaster = Postmaster.start(layout, binaries, runAs, options);
    try {
      Watchdog watchdog = Watchdog.over(postmaster.pid(), layout.data(), runAs);
      Address address = Address.at(postmaster.port(), password);
      createDatabaseIfMissing(postmaster.port(), address);
      address.write(layout.connection());
      Launch launch = new Launch(binaries, runAs, options.onPort(postmaster.port()));
      EmbeddedPostgres server =
          new EmbeddedPostgres(layout, lock, launch, postmaster, watchdog, address);
      postmaster.whenEnded(() -> server.revive(postmaster));
      return server;
    } catch (IOException | RuntimeException failure) {
      postmaster.stop();
      throw failure;
    }
  }

  /** A server that has ended by itself is started again, where it was; it recovers its data. */
  private synchronized void revive(Postmaster ended) {
    if (stopped || !ended.equals(postmaster)) {
      return;
    }
    LOG.log(System.Logger.Level.WARNING, "PostgreSQL has ended by itself; starting it again");
    try {
      watchdog.close();
      Orphans.stop(layout.postgres(), layout.data(), launch.runAs());
      Postmaster fresh =
          Postmaster.start(layout, launch.binaries(), launch.runAs(), launch.options());
      try {
        watchdog = Watchdog.over(fresh.pid(), layout.data(), launch.runAs());
      } catch (IOException | RuntimeException failure) {
        fresh.stop();
        throw failure;
      }
      postmaster = fresh;
      fresh.whenEnded(() -> revive(fresh));
    } catch (IOException | RuntimeException failure) {
      LOG.log(
          System.Logger.Level.ERROR,
          "PostgreSQL cannot be started again, which is tried until it can: {0}",
          failure.getMessage());
      CompletableFuture.delayedExecutor(BEFORE_TRYING_AGAIN.toMillis(), TimeUnit.MILLISECONDS)
          .execute(() -> revive(ended));
    }
  }

  private static void createDatabaseIfMissing(int port, Address address) {
    try {
      try (Connection connection = connect(port, Address.DATABASE, address)) {
        connection.isReadOnly();
      } catch (SQLException failure) {
        if (!NO_SUCH_DATABASE.equals(failure.getSQLState())) {
          throw failure;
        }
        try (Connection connection = connect(port, "postgres", address);
            Statement statement = connection.createStatement()) {
          statement.execute("create database " + Address.DATABASE);
        }
      }
    } catch (SQLException failure) {
      throw new EmbeddedPostgresException(
          "The embedded PostgreSQL refuses our connection (SQL state %s)"
              .formatted(failure.getSQLState()),
          failure);
    }
  }

  private static Connection connect(int port, String database, Address address)
      throws SQLException {
    PGSimpleDataSource server = new PGSimpleDataSource();
    server.setServerNames(new String[] {"127.0.0.1"});
    server.setPortNumbers(new int[] {port});
    server.setDatabaseName(database);
    return server.getConnection(address.user(), address.password());
  }

  /**
   * The server of this folder that another process, or this one, has running.
   *
   * @throws EmbeddedPostgresException when this account may not know
   */
  public static Optional<Address> running(Path folder) {
    Layout layout = new Layout(folder);
    try {
      Optional<PidFile> server =
          PidFile.read(layout.data())
              .filter(
                  file -> ProcessHandle.of(file.pid()).filter(ProcessHandle::isAlive).isPresent());
      // After a crash of the machine, the file may name what is another process by now.
      if (server.isEmpty() || FolderLock.isFree(layout.folder())) {
        return Optional.empty();
      }
      return Address.read(layout.connection()).filter(address -> address.isOn(server.get().port()));
    } catch (IOException failure) {
      throw EmbeddedPostgresException.of(
          "Whether a PostgreSQL runs in %s cannot be told".formatted(layout.folder()), failure);
    }
  }

  /** Whether this folder has a database, which may be empty, running or not. */
  public static boolean isIn(Path folder) {
    return Files.exists(new Layout(folder).data());
  }

  /** How to connect. */
  public Address address() {
    return address;
  }

  /** Without user and password. */
  public String jdbcUrl() {
    return address.jdbcUrl();
  }

  /** Who owns the database. */
  public String user() {
    return address.user();
  }

  /** A secret. */
  public String password() {
    return address.password();
  }

  /**
   * Ends all sessions and the server, within about ten seconds, and lets others use the folder.
   * Does nothing the second time.
   */
  public synchronized void stop() {
    if (stopped) {
      return;
    }
    stopped = true;
    Watchdog watching = watchdog;
    try (lock;
        watching) {
      Files.deleteIfExists(layout.connection());
      postmaster.stop();
    } catch (IOException failure) {
      throw EmbeddedPostgresException.of(
          "The embedded PostgreSQL in %s cannot be stopped".formatted(layout.folder()), failure);
    }
  }

  /** Stops it, see {@link #stop}. */
  @Override
  public void close() {
    stop();
  }
}
