package dev.tidemark.server;

import dev.tidemark.postgres.embedded.Address;
import dev.tidemark.postgres.embedded.EmbeddedPostgres;
import dev.tidemark.postgres.embedded.Options;
import dev.tidemark.postgres.vault.VaultKeys;
import dev.tidemark.server.key.Secrets;
import java.net.URI;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A database that servers share, as somebody would run it for them: on an embedded server, or on
 * the one that the system property {@code tidemark.test.postgres} names, a JDBC URL that ends with
 * {@code ?user=...&password=...} of a user who may create databases.
 */
final class SharedDatabase implements AutoCloseable {
  private static final String OF_YOUR_OWN = "tidemark.test.postgres";

  private final @Nullable EmbeddedPostgres server;
  private final Address address;
  private final String vaultKey = VaultKeys.create().toText();

  SharedDatabase(Path folder) {
    String named = System.getProperty(OF_YOUR_OWN);
    if (named == null) {
      EmbeddedPostgres embedded = embedded(folder);
      server = embedded;
      address = embedded.address();
    } else {
      server = null;
      address = newDatabase(named);
    }
  }

  private static EmbeddedPostgres embedded(Path folder) {
    return EmbeddedPostgres.start(
        folder,
        Options.of(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                () -> "only-for-tests-on-this-machine")
            .forTests());
  }

  private static Address newDatabase(String url) {
    Matcher parts =
        Pattern.compile("(jdbc:postgresql://[^/]+/)[^?]*\\?user=([^&]+)&password=([^&]+)")
            .matcher(url);
    if (!parts.matches()) {
      throw new IllegalArgumentException(OF_YOUR_OWN + " names no user and password");
    }
    String name = "shared_%d_%d".formatted(ProcessHandle.current().pid(), System.nanoTime());
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("no database for a test", e);
    }
    return new Address(parts.group(1) + name, parts.group(2), parts.group(3));
  }

  int port() {
    return URI.create(address.jdbcUrl().substring("jdbc:".length())).getPort();
  }

  /** What a server has to be told, if it reaches the database on that port. */
  Map<String, String> options(int port) {
    Map<String, String> options = new HashMap<>();
    options.put("store", "postgres");
    options.put("database-url", address.jdbcUrl().replace(":" + port() + "/", ":" + port + "/"));
    options.put("database-user", address.user());
    options.put("database-password", address.password());
    options.put("vault-key", vaultKey);
    return options;
  }

  /** What every server has to be told, and an option more. */
  Map<String, String> options(String name, String value) {
    Map<String, String> options = options(port());
    options.put(name, value);
    return options;
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
    return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
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
    if (server != null) {
      server.close();
    }
  }
}
