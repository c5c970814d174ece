package dev.tidemark.server;

import dev.tidemark.server.config.Configuration;
import dev.tidemark.server.config.ConfigurationException;
import dev.tidemark.server.config.ConfigurationReader;
import dev.tidemark.server.config.Settings;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Starts the server and stays until the process is told to stop. */
@Command(
    name = "serve",
    description =
        "Serves the APIs and runs the syncs. Every option can also be set in the environment, as"
            + " TIDEMARK_PORT.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ServeCommand implements Callable<Integer> {
  private static final System.Logger LOG = System.getLogger(ServeCommand.class.getName());

  @Option(names = "--sandbox", description = "Emulate the providers, and make keys.")
  private boolean sandbox;

  @Option(
      names = "--store",
      paramLabel = "STORE",
      description =
          "Where everything is kept: postgres (default), in the data folder unless there is a"
              + " --database-url, or memory.")
  private @Nullable String store;

  @Option(
      names = "--database-url",
      paramLabel = "URL",
      description =
          "A PostgreSQL 15 to 18 that any number of nodes share, as"
              + " jdbc:postgresql://db.example.com/tidemark?user=tidemark; put the password into"
              + " TIDEMARK_DATABASE_PASSWORD.")
  private @Nullable String databaseUrl;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "The address to listen on (default 127.0.0.1).")
  private @Nullable String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port to listen on; 0 for any free one (default 8080).")
  private @Nullable String port;

  @Option(
      names = "--sync-every",
      paramLabel = "SCHEDULE",
      description =
          "When new syncs run: 30s, 15m, 1h (default), 2d, manual, or 'cron 0 6 * * mon-fri"
              + " Europe/Berlin'.")
  private @Nullable String syncEvery;

  @Option(
      names = "--sandbox-port",
      paramLabel = "PORT",
      description = "The emulators' port; 0 for any free one (default 8089).")
  private @Nullable String sandboxPort;

  @Option(
      names = "--connect-all",
      description =
          "Connect every emulated provider at the start, except those that were disconnected; with"
              + " --sandbox only.")
  private boolean connectAll;

  @Option(
      names = "--connectors",
      paramLabel = "DIR",
      description = "A folder with connectors of your own, as DIR/NAME/manifest.yaml.")
  private @Nullable String connectors;

  @Option(
      names = "--allowed-networks",
      paramLabel = "BLOCKS",
      description =
          "Networks that connectors may reach beside the public internet, as"
              + " 10.1.0.0/16,fd00::/8 (default none).")
  private @Nullable String allowedNetworks;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The folder for what outlives the server (default .tidemark).")
  private @Nullable String data;

  @Option(
      names = "--public-url",
      paramLabel = "URL",
      description =
          "Where people and providers reach the server, as https://sync.example.com (default: where"
              + " it listens).")
  private @Nullable String publicUrl;

  @Option(
      names = "--max-connections",
      paramLabel = "N",
      description = "How many providers an organization may connect (default: any number).")
  private @Nullable String maxConnections;

  @Option(
      names = "--rate-limit",
      paramLabel = "N/TIME",
      description = "How many requests a key may make, as 600/1m, or off (default 6000000/1m).")
  private @Nullable String rateLimit;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A Java properties file with settings.")
  private @Nullable String config;

  @Override
  public Integer call() throws ConfigurationException, StartException, InterruptedException {
    Configuration configuration =
        ConfigurationReader.read(Settings.collect(given(), System.getenv()));
    CompletableFuture<Optional<RunningServer>> started = new CompletableFuture<>();
    // Before anything is started: a signal may come at any time, and nothing is to be left running.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> started.join().ifPresent(ServeCommand::stopAndExit), "stop"));
    try {
      started.complete(Optional.of(RunningServer.start(configuration, System.out)));
    } finally {
      started.complete(Optional.empty());
    }
    Thread.currentThread().join();
    return ExitCode.OK;
  }

  /** A signal would end the process with its own number; a stop that was asked for is a success. */
  private static void stopAndExit(RunningServer server) {
    int exit = ExitCode.OK;
    try {
      server.close();
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.ERROR, "something could not be closed", e);
      exit = ExitCode.SOFTWARE;
    }
    System.out.flush();
    System.err.flush();
    Runtime.getRuntime().halt(exit);
  }

  private Map<String, String> given() {
    Map<String, String> given = new TreeMap<>();
    if (sandbox) {
      given.put("sandbox", "true");
    }
    if (connectAll) {
      given.put("connect-all", "true");
    }
    put(given, "store", store);
    put(given, "database-url", databaseUrl);
    put(given, "host", host);
    put(given, "port", port);
    put(given, "sync-every", syncEvery);
    put(given, "sandbox-port", sandboxPort);
    put(given, "connectors", connectors);
    put(given, "allowed-networks", allowedNetworks);
    put(given, "data", data);
    put(given, "public-url", publicUrl);
    put(given, "max-connections", maxConnections);
    put(given, "rate-limit", rateLimit);
    put(given, "config", config);
    return given;
  }

  private static void put(Map<String, String> given, String key, @Nullable String value) {
    if (value != null) {
      given.put(key, value);
    }
  }
}
