package dev.tidemark.benchmarks;

import dev.tidemark.postgres.embedded.Address;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Databases beside the first one of a server. */
final class Databases {
  private Databases() {}

  /** A connection that is in no pool. */
  static Connection connect(Address address) throws SQLException {
    return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
  }

  /** Makes one. */
  static Address create(Address server, String name) throws SQLException {
    try (Connection connection = connect(server);
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    String url = server.jdbcUrl();
    return new Address(
        url.substring(0, url.lastIndexOf('/') + 1) + name, server.user(), server.password());
  }
}
