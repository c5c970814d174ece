package dev.tidemark.postgres.embedded;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * How to connect to a running server.
 *
 * @param jdbcUrl without user and password
 * @param user of the database, who owns it
 * @param password of that user, a secret
 */
public record Address(String jdbcUrl, String user, String password) {
  static final String DATABASE = "tidemark";

  static Address at(int port, String password) {
    return new Address(
        "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, DATABASE), DataFolder.USER, password);
  }

  void write(Path file) throws IOException {
    PrivateFiles.write(file, "url=%s\nuser=%s\npassword=%s\n".formatted(jdbcUrl, user, password));
  }

  static Optional<Address> read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    }
    return Optional.of(
        new Address(
            properties.getProperty("url", ""),
            properties.getProperty("user", ""),
            properties.getProperty("password", "")));
  }

  boolean isOn(int port) {
    return jdbcUrl.contains("127.0.0.1:%d/".formatted(port));
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "Address[%s, %s]".formatted(jdbcUrl, user);
  }
}
