package dev.tidemark.server.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Settings by key, as text. The command line wins over the environment, and that over the file. In
 * the environment a key is written {@code TIDEMARK_SYNC_EVERY}; the file is a Java properties file
 * in UTF-8.
 */
public final class Settings {
  /** What a provider knows this installation by, as in TIDEMARK_OAUTH_GOOGLE_MAIL_CLIENT_ID. */
  private static final Pattern OAUTH_VARIABLE =
      Pattern.compile("TIDEMARK_OAUTH_([A-Z0-9_]+)_CLIENT_(ID|SECRET)");

  private final Map<String, String> values;

  private Settings(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /**
   * Collects them.
   *
   * @param given keys of the command line that were given
   * @throws ConfigurationException if the file cannot be read or has unknown keys
   */
  public static Settings collect(Map<String, String> given, Map<String, String> environment)
      throws ConfigurationException {
    Map<String, String> values = new HashMap<>();
    String file = given.getOrDefault("config", environment.get("TIDEMARK_CONFIG"));
    if (file != null) {
      values.putAll(fromFile(Path.of(file)));
    }
    for (String key : ConfigurationReader.KEYS) {
      String value =
          environment.get("TIDEMARK_" + key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"));
      if (value != null) {
        values.put(key, value);
      }
    }
    environment.forEach((name, value) -> {
      Matcher client = OAUTH_VARIABLE.matcher(name);
      if (client.matches()) {
        values.put("oauth." + word(client.group(1)) + ".client-" + word(client.group(2)), value);
      }
    });
    values.putAll(given);
    return new Settings(values);
  }

  private static String word(String variable) {
    return variable.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The folder for what outlives the server; it need not exist. */
  public Path dataFolder() {
    return Path.of(find("data").orElse(".tidemark"));
  }

  private static ConfigurationException unreadable(Path file, String why) {
    return new ConfigurationException(
        List.of("the configuration file '" + file + "' cannot be read: " + why));
  }

  private static Map<String, String> fromFile(Path file) throws ConfigurationException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException e) {
      throw unreadable(file, FileTrouble.reason(e));
    } catch (IllegalArgumentException e) {
      throw unreadable(file, String.valueOf(e.getMessage()));
    }
    Map<String, String> values = new HashMap<>();
    properties
        .stringPropertyNames()
        .forEach(key -> values.put(key, properties.getProperty(key).strip()));
    List<String> unknown =
        values.keySet().stream()
            .filter(key -> !ConfigurationReader.knows(key))
            .sorted()
            .map(key -> "the configuration file has an unknown setting '" + key + "'")
            .toList();
    if (!unknown.isEmpty()) {
      throw new ConfigurationException(unknown);
    }
    return values;
  }

  /** The value of a key; empty if it was not given or is blank. */
  Optional<String> find(String key) {
    return Optional.ofNullable(values.get(key)).filter(value -> !value.isBlank());
  }

  /** All settings below a prefix, by the rest of their keys. */
  Map<String, String> below(String prefix) {
    Map<String, String> found = new HashMap<>();
    values.forEach((key, value) -> {
      if (key.startsWith(prefix)) {
        found.put(key.substring(prefix.length()), value);
      }
    });
    return found;
  }
}
