package dev.tidemark.postgres;

import dev.tidemark.postgres.embedded.EmbeddedPostgres;
import dev.tidemark.postgres.embedded.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The server that this JVM's tests share: an embedded one, or the one that the system property
 * {@code tidemark.test.postgres} names, a JDBC URL of a superuser, who may create databases and
 * have statements explained.
 */
public final class TestPostgres {
  private static final String OF_YOUR_OWN = "tidemark.test.postgres";
  private static final AtomicInteger LAST = new AtomicInteger();
  private static @Nullable String server;

  private TestPostgres() {}

  /** How tests start an embedded server that is to lose nothing when it is killed. */
  public static Options durable() {
    return Options.of(
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        () -> "only-for-tests-on-this-machine");
  }

  /** How tests start an embedded server. */
  public static Options options() {
    return durable().forTests();
  }

  /**
   * The JDBC URL, with user and password, of a database that nobody else has. Its sessions have a
   * time zone that no test may count on.
   */
  public static String newDatabase() {
    String url = server();
    String name =
        "test_%d_%d_%d"
            .formatted(ProcessHandle.current().pid(), System.nanoTime(), LAST.incrementAndGet());
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
      statement.execute("alter database " + name + " set timezone to 'Asia/Kathmandu'");
    } catch (SQLException failure) {
      throw new IllegalStateException("no database for a test", failure);
    }
    return url.replaceFirst("(jdbc:postgresql://[^/]*/)[^?]*", "$1" + name);
  }

  private static synchronized String server() {
    if (server == null) {
      String named = System.getProperty(OF_YOUR_OWN);
      server = named == null ? startEmbedded() : named;
    }
    return server;
  }

  private static String startEmbedded() {
    try {
      Path folder = Files.createTempDirectory("tidemark-test-postgres");
      EmbeddedPostgres embedded = EmbeddedPostgres.start(folder, options());
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(() -> {
                embedded.close();
                delete(folder);
              }));
      return "%s?user=%s&password=%s"
          .formatted(embedded.jdbcUrl(), embedded.user(), embedded.password());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      List<Path> childrenFirst = tree.sorted(Comparator.reverseOrder()).toList();
      for (Path path : childrenFirst) {
        Files.delete(path);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
