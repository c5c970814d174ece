package dev.tidemark.benchmarks.kill;

import dev.tidemark.postgres.embedded.EmbeddedPostgres;
import dev.tidemark.postgres.vault.VaultKeys;
import dev.tidemark.sandbox.Sandbox;
import dev.tidemark.server.wiring.ThisMachine;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** The database that all nodes share, and how a node is started on it. */
final class Cluster implements AutoCloseable {
  /** How often each provider is read: often enough that some runs are always under way. */
  static final Map<String, Duration> EVERY =
      Map.of(
          "stripe", Duration.ofSeconds(4),
          "clerk", Duration.ofSeconds(7),
          "posthog", Duration.ofSeconds(6),
          "granola", Duration.ofSeconds(5),
          "supabase", Duration.ofSeconds(5));

  private final Path folder;
  private final EmbeddedPostgres database;
  private final String vaultKey = VaultKeys.create().toText();
  private final Path settings;

  private Cluster(Path folder, EmbeddedPostgres database, Path settings) {
    this.folder = folder;
    this.database = database;
    this.settings = settings;
  }

  static Cluster start(Path folder, Sandbox sandbox) throws IOException {
    StringBuilder text = new StringBuilder("allowed-networks = 127.0.0.0/8\n");
    EVERY.forEach((provider, every) ->
        text.append("sync-every.%s = %ds\n".formatted(provider, every.toSeconds()))
            .append("connectors.%s.base-url = %s\n".formatted(provider, sandbox.uri(provider))));
    Path settings = Files.writeString(folder.resolve("settings.properties"), text);
    EmbeddedPostgres database =
        EmbeddedPostgres.start(folder, ThisMachine.embeddedPostgres().forTests());
    return new Cluster(folder, database, settings);
  }

  Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", database.user());
    properties.setProperty("password", database.password());
    properties.setProperty("ApplicationName", "harness");
    return DriverManager.getConnection(database.jdbcUrl(), properties);
  }

  /** The database knows its sessions by the node's name. */
  Node node(String name) {
    return Node.start(
        name,
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:SharedArchiveFile=" + folder.resolve("server.jsa"),
            "-XX:+AutoCreateSharedArchive",
            "-cp",
            libraries(),
            "dev.tidemark.server.Main",
            "serve",
            "--store",
            "postgres",
            "--database-url",
            database.jdbcUrl() + "?ApplicationName=" + name,
            "--port",
            "0",
            "--config",
            settings.toString(),
            "--data",
            folder.resolve(name).toString()),
        Map.of(
            "TIDEMARK_DATABASE_USER", database.user(),
            "TIDEMARK_DATABASE_PASSWORD", database.password(),
            "TIDEMARK_VAULT_KEY", vaultKey),
        folder);
  }

  /** Without folders, which an archive of loaded classes cannot be made of. */
  private static String libraries() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> entry.endsWith(".jar"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  @Override
  public void close() {
    database.close();
  }
}
