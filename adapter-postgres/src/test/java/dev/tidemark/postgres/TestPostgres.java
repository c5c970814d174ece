package dev.tidemark.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** Temporary. */
public final class TestPostgres {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private TestPostgres() {}

  public static String newDatabase() {
    String server = System.getProperty("tidemark.test.postgres", "jdbc:postgresql://127.0.0.1:5515/postgres?user=postgres");
    String name = "t" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet();
    try (Connection c = DriverManager.getConnection(server);
        Statement s = c.createStatement()) {
      s.execute("create database " + name);
      s.execute("alter database " + name + " set timezone to 'Asia/Kathmandu'");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return server.replace("/postgres?", "/" + name + "?");
  }
}
