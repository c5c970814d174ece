package dev.tidemark.connectors.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;

/** A provider on a free port of this machine that answers as a test tells it. */
public final class FakeProvider implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  /** A request as it came in. */
  public record Asked(
      String method,
      String path,
      Map<String, List<String>> query,
      Map<String, List<String>> headers,
      String body) {

    public String parameter(String name) {
      List<String> values = query.getOrDefault(name, List.of());
      return values.isEmpty() ? "" : values.get(0);
    }

    public String header(String name) {
      return headers.entrySet().stream()
          .filter(entry -> entry.getKey().equalsIgnoreCase(name))
          .map(entry -> entry.getValue().get(0))
          .findFirst()
          .orElse("");
    }
  }

  /** An answer: of {@code announced} bytes, of which the body may hold fewer. */
  @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
  public record Answer(int status, Map<String, String> headers, byte[] body, long announced) {
    public static Answer json(int status, String body) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      return new Answer(status, Map.of("Content-Type", "application/json"), bytes, bytes.length);
    }

    public static Answer ok(String body) {
      return json(200, body);
    }

    public Answer with(String name, String value) {
      Map<String, String> more = new LinkedHashMap<>(headers);
      more.put(name, value);
      return new Answer(status, more, body, announced);
    }

    /** Announces more than it sends, and hangs up. */
    public Answer cutOff() {
      return new Answer(status, headers, body, announced + 1000L);
    }

    public Answer zipped() {
      ByteArrayOutputStream zipped = new ByteArrayOutputStream();
      try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
        zip.write(body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return new Answer(status, headers, zipped.toByteArray(), zipped.size())
          .with("Content-Encoding", "gzip");
    }
  }

  private FakeProvider(Function<Asked, Answer> behaviour) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", exchange -> handle(exchange, behaviour));
  }

  public static FakeProvider start(Function<Asked, Answer> behaviour) {
    try {
      FakeProvider provider = new FakeProvider(behaviour);
      provider.server.start();
      return provider;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void handle(HttpExchange exchange, Function<Asked, Answer> behaviour) throws IOException {
    try (exchange) {
      URI url = exchange.getRequestURI();
      Asked request =
          new Asked(
              exchange.getRequestMethod(),
              url.getPath(),
              query(url.getRawQuery()),
              Map.copyOf(exchange.getRequestHeaders()),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      asked.add(request);
      Answer answer = behaviour.apply(request);
      if (answer.status() == 0) {
        return;
      }
      answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
      long length = answer.announced() == 0 ? -1 : answer.announced();
      exchange.sendResponseHeaders(answer.status(), length);
      if (length > 0) {
        OutputStream out = exchange.getResponseBody();
        out.write(answer.body());
        out.flush();
      }
    }
  }

  private static Map<String, List<String>> query(String raw) {
    Map<String, List<String>> query = new LinkedHashMap<>();
    if (raw != null) {
      for (String part : List.of(raw.split("&", -1))) {
        int equals = part.indexOf('=');
        String name = equals < 0 ? part : part.substring(0, equals);
        String value = equals < 0 ? "" : part.substring(equals + 1);
        query.computeIfAbsent(decode(name), key -> new ArrayList<>()).add(decode(value));
      }
    }
    return query;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** Hangs up without an answer. */
  public static Answer hangUp() {
    return new Answer(0, Map.of(), new byte[0], 0);
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  public Asked lastAsked() {
    return asked.get(asked.size() - 1);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
