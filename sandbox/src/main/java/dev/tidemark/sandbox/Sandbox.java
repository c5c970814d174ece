package dev.tidemark.sandbox;

import dev.tidemark.sandbox.attio.AttioEmulator;
import dev.tidemark.sandbox.clerk.ClerkEmulator;
import dev.tidemark.sandbox.composio.ComposioEmulator;
import dev.tidemark.sandbox.exchange.Call;
import dev.tidemark.sandbox.exchange.Emulator;
import dev.tidemark.sandbox.exchange.Query;
import dev.tidemark.sandbox.fault.Pauses;
import dev.tidemark.sandbox.fireflies.FirefliesEmulator;
import dev.tidemark.sandbox.google.CalendarEmulator;
import dev.tidemark.sandbox.google.GmailEmulator;
import dev.tidemark.sandbox.granola.GranolaEmulator;
import dev.tidemark.sandbox.hubspot.HubspotEmulator;
import dev.tidemark.sandbox.posthog.PosthogEmulator;
import dev.tidemark.sandbox.pylon.PylonEmulator;
import dev.tidemark.sandbox.slack.SlackEmulator;
import dev.tidemark.sandbox.stripe.StripeEmulator;
import dev.tidemark.sandbox.supabase.SupabaseEmulator;
import dev.tidemark.sandbox.webhook.Courier;
import dev.tidemark.sandbox.webhook.Webhook;
import dev.tidemark.sandbox.world.Origin;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Emulated providers on one port. Each is served below its own name, as in {@code
 * http://127.0.0.1:8090/stripe/v1/customers}; everything about them can be controlled from here and
 * by HTTP below {@code /_sandbox}.
 */
public final class Sandbox implements AutoCloseable {
  /** In bytes; no provider is sent as much by a well-behaved client. */
  private static final long MAX_BODY = 1_000_000;

  private final SandboxSettings settings;
  private final ShiftedClock clock;
  private final Pauses pauses = new Pauses();
  private final Courier courier = new Courier();
  private final Map<String, ProviderControl> providers = new LinkedHashMap<>();
  private final WebServer server;

  private Sandbox(SandboxSettings settings) {
    this.settings = settings;
    this.clock = new ShiftedClock(settings.clock());
    HttpRouting.Builder routing = HttpRouting.builder();
    Transmitter transmitter = new Transmitter(pauses);
    for (Emulator emulator : emulators(origin())) {
      Gateway gateway = new Gateway(emulator, clock);
      Optional<Webhook> webhook = Webhook.of(emulator, clock, settings.clock(), courier);
      providers.put(emulator.name(), new ProviderControl(gateway, webhook));
      String prefix = "/" + emulator.name();
      routing.any(
          prefix + "/*",
          (request, response) -> transmitter.send(response, gateway.handle(call(prefix, request))));
    }
    new ControlRoutes(this).addTo(routing);
    this.server = server(routing);
  }

  /**
   * Starts a sandbox; it serves when this returns.
   *
   * @throws UncheckedIOException if it cannot listen there; nothing is left behind
   */
  public static Sandbox start(SandboxSettings settings) {
    tryToListen(settings);
    Sandbox sandbox = new Sandbox(settings);
    sandbox.server.start();
    if (!sandbox.server.isRunning()) {
      sandbox.close();
      throw cannotListen(settings, new IOException("see the log"));
    }
    return sandbox;
  }

  /**
   * Helidon only logs that a port is taken and goes on without listening, so it is tried before.
   */
  private static void tryToListen(SandboxSettings settings) {
    try (ServerSocketChannel channel = ServerSocketChannel.open()) {
      channel.bind(new InetSocketAddress(settings.host(), settings.port()));
    } catch (UnresolvedAddressException e) {
      throw cannotListen(settings, new IOException("the host is not known", e));
    } catch (IOException e) {
      throw cannotListen(settings, e);
    }
  }

  private static UncheckedIOException cannotListen(SandboxSettings settings, IOException cause) {
    return new UncheckedIOException(
        "the sandbox cannot listen on "
            + settings.host()
            + ":"
            + settings.port()
            + ": "
            + cause.getMessage(),
        cause);
  }

  public int port() {
    return server.port();
  }

  /** The address below which everything is served, without a slash at its end. */
  public URI uri() {
    return URI.create("http://" + settings.host() + ":" + port());
  }

  /** The address that stands for a provider's own, as in {@code http://127.0.0.1:8090/stripe}. */
  public URI uri(String provider) {
    provider(provider);
    return URI.create(uri() + "/" + provider);
  }

  /** The names of the emulated providers. */
  public List<String> providers() {
    return List.copyOf(providers.keySet());
  }

  /** Throws a {@link NoSuchElementException} that names the providers there are. */
  public ProviderControl provider(String name) {
    ProviderControl provider = providers.get(name);
    if (provider == null) {
      throw new NoSuchElementException(
          "no provider '" + name + "'; there are " + String.join(", ", providers.keySet()));
    }
    return provider;
  }

  /** The time at the emulated providers. */
  public Instant now() {
    return clock.instant();
  }

  /** Sets the providers' time forward, by 31 days at most. */
  public void advance(Duration by) {
    clock.advance(by);
  }

  /** Ends all waits and stops serving. */
  @Override
  public void close() {
    pauses.close();
    courier.close();
    server.stop();
  }

  private Origin origin() {
    Instant epoch = settings.epoch();
    return new Origin(
        settings.seed(),
        epoch != null ? epoch : clock.instant().truncatedTo(ChronoUnit.SECONDS),
        clock,
        settings.size(),
        settings.growth());
  }

  private static List<Emulator> emulators(Origin origin) {
    return List.of(
        new StripeEmulator(origin),
        new ComposioEmulator(origin),
        new SlackEmulator(origin),
        new FirefliesEmulator(origin),
        new GranolaEmulator(origin),
        new CalendarEmulator(origin),
        new GmailEmulator(origin),
        new HubspotEmulator(origin),
        new AttioEmulator(origin),
        new PosthogEmulator(origin),
        new SupabaseEmulator(origin),
        new ClerkEmulator(origin),
        new PylonEmulator(origin));
  }

  private WebServer server(HttpRouting.Builder routing) {
    return WebServer.builder()
        .featuresDiscoverServices(false)
        .shutdownHook(false)
        .shutdownGracePeriod(Duration.ZERO)
        .host(settings.host())
        .port(settings.port())
        .maxPayloadSize(MAX_BODY)
        // without it, every small answer waits 40 ms for the client's acknowledgement
        .connectionOptions(options -> options.tcpNoDelay(true))
        // Helidon refuses brackets in a query; Stripe's clients send created[gte] unescaped
        .addProtocol(Http1Config.builder().validatePrologue(false).build())
        .routing(routing)
        .build();
  }

  private static Call call(String prefix, ServerRequest request) {
    return new Call(
        request.prologue().method().text(),
        request.path().path().substring(prefix.length()),
        Query.parse(request.query().rawValue()),
        name -> request.headers().first(HeaderNames.create(name)),
        body(request));
  }

  static String body(ServerRequest request) {
    if (!request.content().hasEntity()) {
      return "";
    }
    try (InputStream in = request.content().inputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
