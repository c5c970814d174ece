package dev.tidemark.http;

import dev.tidemark.http.exchange.EarlyErrors;
import dev.tidemark.http.exchange.Exchange;
import dev.tidemark.http.exchange.Resource;
import dev.tidemark.http.exchange.Routes;
import dev.tidemark.http.operations.HealthResource;
import dev.tidemark.http.operations.MetricsResource;
import io.helidon.webserver.ErrorHandling;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP server, which listens as soon as there is one. Its methods may be called by any thread.
 */
public final class HttpServer implements AutoCloseable {
  /**
   * Bodies beyond this are refused by Helidon before anything else is looked at. It is far above
   * what is ever read, because a body below it is read to its end even when it is refused, without
   * which the client might never see the answer.
   */
  private static final long HARD_MAX_BODY_BYTES = 64L * 1024 * 1024;

  private final WebServer server;
  private final AtomicBoolean draining;
  private final List<String> routes;

  private HttpServer(WebServer server, AtomicBoolean draining, List<String> routes) {
    this.server = server;
    this.draining = draining;
    this.routes = routes;
  }

  /**
   * Starts a server with those resources, and with health, metrics and the API's description.
   *
   * @throws CannotListenException if it cannot listen as the settings say; nothing is left behind
   */
  public static HttpServer start(
      HttpSettings settings, HttpEnvironment environment, List<? extends Resource> resources) {
    AtomicBoolean draining = new AtomicBoolean();
    Exchange exchange =
        new Exchange(
            environment.keys(),
            environment.requestIds(),
            environment.clock(),
            environment.metrics().requests(),
            settings.maxBodyBytes(),
            settings.rateLimit(),
            draining::get);
    Routes routes = new Routes();
    resources.forEach(resource -> resource.routing(routes));
    new HealthResource(() -> !draining.get() && environment.ready().getAsBoolean()).routing(routes);
    new MetricsResource(environment.metrics()).routing(routes);
    HttpRouting.Builder routing = HttpRouting.builder();
    routes.register(routing, exchange);
    tryToListen(settings.host(), settings.port());
    WebServer server =
        WebServer.builder()
            .host(settings.host())
            .port(settings.port())
            .maxPayloadSize(HARD_MAX_BODY_BYTES)
            .connectionOptions(options -> options.tcpNoDelay(true))
            .shutdownGracePeriod(settings.shutdownGrace())
            .shutdownHook(false)
            .protocolsDiscoverServices(false)
            .addProtocol(http1())
            .errorHandling(ErrorHandling.builder().includeEntity(true).build())
            .directHandlers(EarlyErrors.handlers(exchange))
            .routing(routing)
            .build()
            .start();
    if (!server.isRunning()) {
      throw cannotListen(settings.host(), settings.port(), "see the log", null);
    }
    return new HttpServer(server, draining, routes.list());
  }

  /**
   * Reads longer lines than are taken, so that it is known who is refused, and goes without checks
   * that are of no use here: every header that is sent is a constant, an id, or an address or
   * cookie that was made fit, and a path that has a route is one that we know.
   */
  private static Http1Config http1() {
    return Http1Config.builder()
        .maxPrologueLength(Exchange.LONGEST_LINE)
        .validatePath(false)
        .validateResponseHeaders(false)
        .sendKeepAliveHeader(false)
        .build();
  }

  /**
   * Finds out whether a server could listen there, and lets go again. Helidon only logs that a port
   * is taken and goes on without listening; and who has much to start should know before.
   *
   * @throws CannotListenException if it cannot
   */
  public static void tryToListen(String host, int port) {
    try (ServerSocketChannel channel = ServerSocketChannel.open()) {
      channel.bind(new InetSocketAddress(host, port));
    } catch (UnresolvedAddressException e) {
      throw cannotListen(host, port, "the host is not known", e);
    } catch (IOException e) {
      throw cannotListen(host, port, String.valueOf(e.getMessage()), e);
    }
  }

  private static CannotListenException cannotListen(
      String host, int port, String reason, @Nullable Throwable cause) {
    return new CannotListenException(
        "cannot listen on " + host + ":" + port + ": " + reason, cause);
  }

  /** The port that the server listens on. */
  public int port() {
    return server.port();
  }

  /** All routes that the server answers, as {@code GET /path}. */
  public List<String> routes() {
    return routes;
  }

  /**
   * Makes ready to stop: the server still answers everything, but says that it is not ready, and
   * asks clients to let go of their connections.
   */
  public void drain() {
    draining.set(true);
  }

  /**
   * Stops: takes no more connections, and gives requests that are under way the time that the
   * settings allow.
   */
  @Override
  public void close() {
    drain();
    server.stop();
  }
}
