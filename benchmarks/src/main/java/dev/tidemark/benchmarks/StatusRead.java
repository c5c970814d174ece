package dev.tidemark.benchmarks;

import dev.tidemark.server.RunningServer;
import dev.tidemark.server.config.ConfigurationReader;
import dev.tidemark.server.config.Settings;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.WebServer;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The status route of a server with six synced models, against a bare Helidon route that sends the
 * very same bytes as a constant: both in this process, asked in turn by the same clients.
 */
final class StatusRead {
  private static final String KEY = "ok_benchmark_0123456789abcdefghijklmnop";
  private static final String HEADERS = "Authorization: Bearer " + KEY + "\r\n";
  private static final String PATH = "/api/integrations/sync-status?provider=stripe";
  private static final Duration ROUND = Duration.ofSeconds(3);
  private static final int WARM_UPS = 3;
  private static final int ROUNDS = 9;
  private static final int CLIENTS = 8;

  /** One pair of rounds, in answers per second. */
  record Pair(double tidemark, double bare) {
    double ratio() {
      return tidemark / bare;
    }
  }

  List<Pair> measure() throws Exception {
    try (RunningServer tidemark = server(Map.of("store", "memory"))) {
      byte[] answer = synced(tidemark.uri());
      WebServer bare = bare(answer);
      try {
        return pairs(tidemark.uri(), URI.create("http://127.0.0.1:" + bare.port()));
      } finally {
        bare.stop();
      }
    }
  }

  /** The same server on a database, against one in memory instead of the bare route. */
  List<Pair> measureOnPostgres(Path data) throws Exception {
    try (RunningServer kept = server(Map.of("store", "postgres", "data", data.toString()));
        RunningServer memory = server(Map.of("store", "memory"))) {
      synced(kept.uri());
      synced(memory.uri());
      return pairs(kept.uri(), memory.uri());
    }
  }

  private static RunningServer server(Map<String, String> store) throws Exception {
    Map<String, String> settings = new HashMap<>(store);
    settings.putAll(Map.of("sandbox", "true", "port", "0", "sandbox-port", "0", "api-key", KEY));
    return RunningServer.start(
        ConfigurationReader.read(Settings.collect(settings, Map.of())),
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
  }

  private static List<Pair> pairs(URI tidemark, URI bare) throws Exception {
    HttpLoad load = new HttpLoad(CLIENTS);
    List<Pair> pairs = new ArrayList<>();
    for (int round = 0; round < WARM_UPS + ROUNDS; round++) {
      // Who comes first changes, so that a machine that slows down wrongs neither.
      double first = load.measure(round % 2 == 0 ? tidemark : bare, PATH, HEADERS, ROUND);
      double second = load.measure(round % 2 == 0 ? bare : tidemark, PATH, HEADERS, ROUND);
      if (round >= WARM_UPS) {
        pairs.add(round % 2 == 0 ? new Pair(first, second) : new Pair(second, first));
      }
    }
    return pairs;
  }

  private static WebServer bare(byte[] answer) {
    var contentType = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");
    return WebServer.builder()
        .host("127.0.0.1")
        .port(0)
        .shutdownHook(false)
        .connectionOptions(options -> options.tcpNoDelay(true))
        .routing(routing ->
            routing.get(
                "/api/integrations/sync-status",
                (request, response) -> response.header(contentType).send(answer)))
        .build()
        .start();
  }

  /** Connects Stripe, waits until all models are synced, and answers the status. */
  private static byte[] synced(URI server) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest connect =
          HttpRequest.newBuilder(server.resolve("/api/integrations/connect"))
              .header("Authorization", "Bearer " + KEY)
              .header("Content-Type", "application/json")
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      "{\"provider\":\"stripe\",\"config\":{\"apiKey\":\"sk_test_sandbox\"}}"))
              .build();
      client.send(connect, HttpResponse.BodyHandlers.discarding());
      HttpRequest status =
          HttpRequest.newBuilder(server.resolve(PATH))
              .header("Authorization", "Bearer " + KEY)
              .build();
      long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (System.nanoTime() < end) {
        String body = client.send(status, HttpResponse.BodyHandlers.ofString()).body();
        if (body.split("\"SUCCESS\"", -1).length == 7) {
          return body.getBytes(StandardCharsets.UTF_8);
        }
      }
      throw new IllegalStateException("the models were not synced within a minute");
    }
  }
}
