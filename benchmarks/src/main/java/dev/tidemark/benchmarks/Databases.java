package dev.tidemark.benchmarks;

import dev.tidemark.postgres.embedded.Address;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Databases beside the first one of a server. */
final class Databases {
  private Databases() {}

  /** Makes one. */
  static Address create(Address server, String name) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    String url = server.jdbcUrl();
    return new Address(
        url.substring(0, url.lastIndexOf('/') + 1) + name, server.user(), server.password());
  }
}
