package dev.tidemark.postgres;

import dev.tidemark.postgres.embedded.Address;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * Where a database is.
 *
 * @param url {@code jdbc:postgresql://host:port/name?...}, with any parameters that the driver
 *     knows, such as those of TLS
 * @param user null if the URL says it
 * @param password null if the URL says it, or none is needed
 * @see <a href="https://jdbc.postgresql.org/documentation/use/">the parameters of the driver</a>
 */
public record DatabaseAddress(String url, @Nullable String user, @Nullable String password) {
  /** Refuses what is no address of a PostgreSQL database. */
  public DatabaseAddress {
    // Later, the pool would quote what the driver does not understand, and a password with it.
    if (!url.startsWith("jdbc:postgresql:") || Driver.parseURL(url, null) == null) {
      throw new IllegalArgumentException(
          "a database's address is written as jdbc:postgresql://localhost:5432/tidemark");
    }
  }

  /** An address that says everything. */
  public static DatabaseAddress of(String url) {
    return new DatabaseAddress(url, null, null);
  }

  /** The address of an embedded database. */
  public static DatabaseAddress of(Address embedded) {
    return new DatabaseAddress(embedded.jdbcUrl(), embedded.user(), embedded.password());
  }

  /** What the driver is told beside the URL. */
  Properties properties() {
    Properties properties = new Properties();
    if (user != null) {
      properties.setProperty("user", user);
    }
    if (password != null) {
      properties.setProperty("password", password);
    }
    return properties;
  }

  /** A connection that is in no pool. */
  Connection connect() throws SQLException {
    Properties properties = properties();
    properties.setProperty("ApplicationName", "tidemark listening");
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("connectTimeout", "3");
    // Whoever waits for notifications has a time of its own for that.
    properties.setProperty("socketTimeout", "5");
    return DriverManager.getConnection(url, properties);
  }

  /** Without the URL, which may hold a password. */
  @Override
  public String toString() {
    return "a PostgreSQL database";
  }
}
