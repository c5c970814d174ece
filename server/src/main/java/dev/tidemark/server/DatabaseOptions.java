package dev.tidemark.server;

import dev.tidemark.server.config.Configuration;
import dev.tidemark.server.config.ConfigurationException;
import dev.tidemark.server.config.ConfigurationReader;
import dev.tidemark.server.config.Settings;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which database a command works on, told in the same ways as to {@code serve}. */
final class DatabaseOptions {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data folder (default .tidemark).")
  private @Nullable String data;

  @Option(
      names = "--database-url",
      paramLabel = "URL",
      description = "The database that nodes share, instead of the one in the data folder.")
  private @Nullable String databaseUrl;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A Java properties file with settings.")
  private @Nullable String config;

  /** The same as a server would read. */
  Configuration read() throws ConfigurationException {
    Map<String, String> given = new TreeMap<>();
    put(given, "data", data);
    put(given, "database-url", databaseUrl);
    put(given, "config", config);
    return ConfigurationReader.read(Settings.collect(given, System.getenv()));
  }

  private static void put(Map<String, String> given, String key, @Nullable String value) {
    if (value != null) {
      given.put(key, value);
    }
  }
}
