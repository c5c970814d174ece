package dev.tidemark.server;

import dev.tidemark.postgres.embedded.Address;
import dev.tidemark.postgres.embedded.EmbeddedPostgres;
import dev.tidemark.postgres.embedded.Options;
import dev.tidemark.postgres.vault.VaultKeys;
import dev.tidemark.server.key.Secrets;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A database that servers share, as somebody would run it for them; in no server's data folder. */
final class SharedDatabase implements AutoCloseable {
  private final EmbeddedPostgres server;
  private final String vaultKey = VaultKeys.create().toText();
  private int databases;

  SharedDatabase(Path folder) {
    server =
        EmbeddedPostgres.start(
            folder, Options.ofThisMachine(() -> "only-for-tests-on-this-machine").forTests());
  }

  private Address address() {
    return server.address();
  }

  int port() {
    return URI.create(address().jdbcUrl().substring("jdbc:".length())).getPort();
  }

  /** What a server has to be told, if it reaches the database on that port. */
  Map<String, String> options(int port) {
    Map<String, String> options = new HashMap<>();
    options.put("store", "postgres");
    options.put("database-url", address().jdbcUrl().replace(":" + port() + "/", ":" + port + "/"));
    options.put("database-user", address().user());
    options.put("database-password", address().password());
    options.put("vault-key", vaultKey);
    return options;
  }

  /** What every server has to be told, and an option more. */
  Map<String, String> options(String name, String value) {
    Map<String, String> options = options(port());
    options.put(name, value);
    return options;
  }

  /**
   * A file with the settings of a new database of the same server, and others.
   *
   * @param settings lines of it
   */
  Path newDatabase(Path file, String... settings) throws IOException {
    String name = "shared_" + ++databases;
    change("create database " + name);
    String url = address().jdbcUrl().replaceFirst("/[^/]*$", "/" + name);
    return Files.writeString(
        file,
        """
        database-url = %s
        database-user = %s
        database-password = %s
        %s
        """
            .formatted(url, address().user(), address().password(), String.join("\n", settings)));
  }

  /** A key for {@code org_demo} and everything, which all servers know. */
  String newKey() {
    String secret = Secrets.apiKey();
    change(
        """
        insert into api_keys (hash, id, organization, scopes, created_at)
        values (
          sha256(convert_to('%s', 'UTF8')), 'key_%s', 'org_demo',
          array['integrations:read', 'integrations:manage', 'admin:read', 'admin:manage'], now())
        """
            .formatted(secret, secret.substring(secret.length() - 8)));
    return secret;
  }

  /** Changes something behind the servers' backs. */
  int change(String statement) {
    try (Connection connection = connect();
        Statement changing = connection.createStatement()) {
      return changing.executeUpdate(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(address().jdbcUrl(), address().user(), address().password());
  }

  /** The first column of what a query finds. */
  List<String> read(String query) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> read = new ArrayList<>();
      while (rows.next()) {
        read.add(rows.getString(1));
      }
      return read;
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
