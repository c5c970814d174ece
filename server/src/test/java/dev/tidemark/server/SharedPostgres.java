package dev.tidemark.server;

import dev.tidemark.postgres.embedded.Address;
import dev.tidemark.postgres.embedded.EmbeddedPostgres;
import dev.tidemark.postgres.embedded.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** A PostgreSQL server that has nothing to do with any data folder. */
final class SharedPostgres implements AutoCloseable {
  private final EmbeddedPostgres server;
  private int databases;

  /** In that folder. */
  SharedPostgres(Path folder) {
    server =
        EmbeddedPostgres.start(
            folder,
            Options.of(
                    System.getProperty("os.name"),
                    System.getProperty("os.arch"),
                    () -> "only-for-tests-on-this-machine")
                .forTests());
  }

  /**
   * A file with the settings of a new database, and others.
   *
   * @param settings lines of it
   */
  Path newDatabase(Path file, String... settings) throws IOException, SQLException {
    Address address = server.address();
    String name = String.format(Locale.ROOT, "shared_%d", ++databases);
    try (Connection connection =
            DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    String url = address.jdbcUrl().replaceFirst("/[^/]*$", "/" + name);
    return Files.writeString(
        file,
        """
        database-url = %s
        database-user = %s
        database-password = %s
        %s
        """
            .formatted(url, address.user(), address.password(), String.join("\n", settings)));
  }

  @Override
  public void close() {
    server.close();
  }
}
