package dev.tidemark.connectors.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLException;

/**
 * Sends requests. One is shared by all readers; a blocked caller holds a (virtual) thread and no
 * lock. An interrupt, a timeout or a body over the limit ends the exchange and frees its
 * connection.
 */
public final class Transport implements AutoCloseable {
  private final HttpClient client;
  private final HttpLimits limits;
  private final Destinations destinations;
  private final boolean leavesHome;

  /**
   * Opens a client with its own connection pool.
   *
   * @param networks where requests may go beside the public internet
   */
  public Transport(HttpLimits limits, AllowedNetworks networks) {
    this(limits, new Destinations(networks, InetAddress::getAllByName));
  }

  Transport(HttpLimits limits, Destinations destinations) {
    this(
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(limits.connectTimeout())
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build(),
        limits,
        destinations,
        true);
  }

  private Transport(
      HttpClient client, HttpLimits limits, Destinations destinations, boolean leavesHome) {
    this.client = client;
    this.limits = limits;
    this.destinations = destinations;
    this.leavesHome = leavesHome;
  }

  /**
   * The same, on the same connections, but it follows no redirect to another origin: what is
   * answered there says nothing of credentials that do not go along.
   */
  public Transport stayingHome() {
    return new Transport(client, limits, destinations, false);
  }

  /**
   * Sends one request and follows its redirects: within the origin with everything, to another
   * origin as a bare GET, and never from https to http. Every hop goes to the public internet, or
   * where the installation allows.
   *
   * <p>The client looks a host up by itself. The look-up that is checked comes right before and is
   * remembered by the JVM (30 seconds, unless {@code networkaddress.cache.ttl} says otherwise), so
   * that both see the same addresses; another check when the answer is there keeps what a name gave
   * that changed in between from being read.
   *
   * @throws InterruptedException when the calling thread is interrupted; the exchange is given up
   */
  public Reply send(HttpCall call) throws InterruptedException {
    Redirects redirects = new Redirects(leavesHome);
    HttpCall current = call;
    while (true) {
      Reply reply = guarded(current);
      if (reply instanceof Reply.Forbidden forbidden && !current.equals(call)) {
        // The settings are not to blame for where a provider sends its clients.
        return new Reply.Misdirected("a redirect to " + forbidden.reason());
      }
      if (reply instanceof Reply.Forbidden forbidden && call.host() == HttpCall.Host.OF_MANIFEST) {
        // Nor for where a resolver sends everybody, which it may do for a minute.
        return new Reply.Unreachable("its name leads to " + forbidden.reason());
      }
      if (!(reply instanceof Reply.Answer answer) || !Redirects.isRedirect(answer.status())) {
        return reply;
      }
      switch (redirects.next(current, answer)) {
        case Redirects.Step.Follow follow -> current = follow.call();
        case Redirects.Step.Stop stop -> {
          return new Reply.Misdirected(stop.reason());
        }
      }
    }
  }

  private Reply guarded(HttpCall call) throws InterruptedException {
    if (call.host() == HttpCall.Host.OF_INSTALLATION) {
      return exchange(call);
    }
    Optional<Reply> objection = destinations.objection(call.url());
    if (objection.isPresent()) {
      return objection.get();
    }
    Reply reply = exchange(call);
    return destinations.objection(call.url()).orElse(reply);
  }

  private Reply exchange(HttpCall call) throws InterruptedException {
    HttpRequest request;
    try {
      request = request(call);
    } catch (IllegalArgumentException e) {
      // The cause would show the value, which may be a credential.
      return new Reply.Unsendable("a header or the URL holds characters that HTTP does not allow");
    }
    AtomicBoolean begun = new AtomicBoolean();
    CompletableFuture<HttpResponse<byte[]>> pending =
        client.sendAsync(
            request,
            info -> {
              begun.set(true);
              return new BoundedBody(limits.largestBody());
            });
    try {
      HttpResponse<byte[]> response =
          pending.get(limits.exchangeTimeout().toNanos(), TimeUnit.NANOSECONDS);
      return answer(response);
    } catch (TimeoutException e) {
      pending.cancel(true);
      return new Reply.Unreachable("no whole answer within " + seconds());
    } catch (InterruptedException e) {
      pending.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      return failure(e.getCause() == null ? e : e.getCause(), begun.get());
    }
  }

  private HttpRequest request(HttpCall call) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(call.url());
    builder.timeout(limits.exchangeTimeout());
    builder.setHeader("Accept-Encoding", "gzip");
    builder.setHeader("User-Agent", "tidemark");
    call.headers().forEach(builder::setHeader);
    return builder
        .method(
            call.method(),
            call.body().map(BodyPublishers::ofByteArray).orElseGet(BodyPublishers::noBody))
        .build();
  }

  private Reply answer(HttpResponse<byte[]> response) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    response
        .headers()
        .map()
        .forEach(
            (String name, List<String> values) -> headers.put(name, String.join(", ", values)));
    String encoding = headers.getOrDefault("Content-Encoding", "identity").toLowerCase(Locale.ROOT);
    byte[] body = response.body();
    if (encoding.equals("gzip") && body.length > 0) {
      try (GZIPInputStream unzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
        byte[] unzipped = unzip.readNBytes(limits.largestBody() + 1);
        return unzipped.length > limits.largestBody()
            ? new Reply.TooLarge(limits.largestBody())
            : new Reply.Answer(response.statusCode(), headers, unzipped);
      } catch (IOException e) {
        return new Reply.Broken("the compressed answer could not be unpacked");
      }
    }
    if (!encoding.equals("identity") && !encoding.equals("gzip") && body.length > 0) {
      return new Reply.Broken("the answer came in an encoding that was not asked for");
    }
    return new Reply.Answer(response.statusCode(), headers, body);
  }

  private Reply failure(Throwable cause, boolean begun) {
    return switch (cause) {
      case BoundedBody.TooLargeException e -> new Reply.TooLarge(limits.largestBody());
      case HttpConnectTimeoutException e -> new Reply.Unreachable("no connection in time");
      case HttpTimeoutException e -> new Reply.Unreachable("no whole answer within " + seconds());
      case ConnectException e when e.getCause() instanceof UnresolvedAddressException ->
          new Reply.Unreachable("the host name could not be resolved");
      case ConnectException e -> new Reply.Unreachable("the connection was refused");
      case SSLException e -> new Reply.Unreachable("no secure connection could be made");
      case SocketException e -> new Reply.Unreachable("the connection was reset");
      case IOException e when begun -> new Reply.Broken("the answer broke off before its end");
      case IOException e -> new Reply.Unreachable("the connection was closed without an answer");
      default -> new Reply.Unreachable("the exchange failed");
    };
  }

  private String seconds() {
    return limits.exchangeTimeout().toMillis() / 1000.0 + " s";
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
