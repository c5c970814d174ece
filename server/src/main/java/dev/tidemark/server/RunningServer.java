package dev.tidemark.server;

import static java.util.Objects.requireNonNull;

import dev.tidemark.application.store.StorageException;
import dev.tidemark.http.CannotListenException;
import dev.tidemark.http.HttpServer;
import dev.tidemark.postgres.DatabaseException;
import dev.tidemark.postgres.embedded.EmbeddedPostgresException;
import dev.tidemark.postgres.vault.VaultException;
import dev.tidemark.server.config.Configuration;
import dev.tidemark.server.config.FileTrouble;
import dev.tidemark.server.wiring.ClockModule;
import dev.tidemark.server.wiring.ServerComponent;
import dev.tidemark.server.wiring.Store;
import dev.tidemark.server.wiring.Stores;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A server from its start to its stop. */
public final class RunningServer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(RunningServer.class.getName());

  /** With the patience for requests, it stays below the ten seconds that a stop may take. */
  private static final Duration PATIENCE_WITH_RUNS = Duration.ofSeconds(6);

  private final Configuration configuration;
  private final ServerComponent parts;
  private final Optional<SandboxProviders> sandbox;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private @Nullable HttpServer http;
  private @Nullable Thread newModels;

  private RunningServer(
      Configuration configuration, ServerComponent parts, Optional<SandboxProviders> sandbox) {
    this.configuration = configuration;
    this.parts = parts;
    this.sandbox = sandbox;
  }

  /**
   * Starts everything. When it returns, requests are accepted.
   *
   * @param out gets what a person is to know, the line that says the server is ready last
   * @throws StartException if something is in the way; nothing is left running then
   */
  public static RunningServer start(Configuration given, PrintStream out) throws StartException {
    Optional<SandboxProviders> sandbox =
        given.sandbox().enabled() ? Optional.of(SandboxProviders.start(given)) : Optional.empty();
    try {
      RunningServer server = assembled(given, sandbox);
      server.openOrClose(out);
      return server;
    } catch (CannotListenException e) {
      throw new StartException(e.getMessage() + "; give another port with --port", e);
    } catch (DatabaseException | EmbeddedPostgresException | VaultException | StorageException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    } catch (UncheckedIOException e) {
      throw new StartException(
          "a file or folder cannot be used: "
              + FileTrouble.reasonAndFile(requireNonNull(e.getCause())),
          e);
    }
  }

  private static RunningServer assembled(Configuration given, Optional<SandboxProviders> sandbox) {
    try {
      Configuration configuration =
          sandbox.map(providers -> providers.pointedAt(given)).orElse(given);
      // Before a database is started for nothing; the sandbox may be what has taken the port.
      HttpServer.tryToListen(configuration.host(), configuration.port());
      return new RunningServer(configuration, parts(configuration), sandbox);
    } catch (RuntimeException | Error e) {
      Closing.after(e, () -> sandbox.ifPresent(providers -> providers.sandbox().close()));
      throw e;
    }
  }

  private static ServerComponent parts(Configuration configuration) {
    Store store = Stores.open(configuration, ClockModule.clock());
    try {
      return ServerComponent.of(configuration, store);
    } catch (RuntimeException | Error e) {
      Closing.after(e, store::close);
      throw e;
    }
  }

  private void openOrClose(PrintStream out) {
    try {
      Keys keys = Keys.of(configuration);
      open(keys);
      Banner banner = new Banner(out);
      sandbox.ifPresent(providers -> banner.sandbox(uri(), providers.sandbox().uri(), keys));
      banner.ready(uri(), sinceStartOfJava());
    } catch (RuntimeException | Error e) {
      Closing.after(e, this::close);
      throw e;
    }
  }

  private void open(Keys keys) {
    keys.grant(parts.keys(), configuration.organization(), parts.clock().instant());
    if (parts.keys().list().isEmpty()) {
      LOG.log(
          Level.WARNING,
          "there is no key, so that nobody can use the APIs; make one with: tidemark keys create"
              + " --organization ID --scopes integrations:read,integrations:manage");
    }
    parts
        .manifests()
        .problems()
        .forEach(problem -> LOG.log(Level.WARNING, "a connector is left out: " + problem));
    parts
        .manifests()
        .catalogue()
        .warnings()
        .forEach(warning -> LOG.log(Level.INFO, "the connector of " + warning));
    parts.housekeeping().start();
    parts.store().waking().start(parts.runSync()::run);
    FirstConnections first = new FirstConnections(configuration, parts);
    first.connectComposio();
    if (configuration.sandbox().connectAll()) {
      sandbox.ifPresent(first::connectAll);
    }
    http = parts.http();
    // Nobody waits for it: of very many connections even one look takes a moment.
    newModels = Thread.ofVirtual().name("tidemark-models").start(first::addNewModels);
  }

  /** Since Java began: the launcher may have built the server in the same process before. */
  private static Duration sinceStartOfJava() {
    Instant start = Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
    return Duration.between(start, Instant.now());
  }

  /** Where the server is. */
  public URI uri() {
    String host = configuration.host();
    return URI.create(
        "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + parts.http().port());
  }

  /** Where the emulated providers are, if there are any. */
  public Optional<SandboxProviders> sandbox() {
    return sandbox;
  }

  /**
   * Stops within ten seconds: pages that are being read are stored, runs are given back, answers
   * under way are sent. Everything is closed, also if something before it could not be.
   */
  @Override
  public void close() {
    if (stopping.compareAndSet(false, true)) {
      Optional<HttpServer> listening = Optional.ofNullable(http);
      // A part may even fail to be made, if that is what kept the server from starting.
      Closing.all(
          List.of(
              () -> Optional.ofNullable(newModels).ifPresent(Thread::interrupt),
              () -> listening.ifPresent(HttpServer::drain),
              () -> parts.runSync().drain(),
              () -> parts.store().waking().stop(PATIENCE_WITH_RUNS),
              () -> listening.ifPresent(HttpServer::close),
              () -> parts.housekeeping().close(),
              () -> parts.connectors().close(),
              () -> parts.metrics().close(),
              () -> parts.store().close(),
              () -> sandbox.ifPresent(providers -> providers.sandbox().close())));
    }
  }
}
