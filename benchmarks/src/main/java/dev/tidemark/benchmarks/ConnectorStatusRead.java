package dev.tidemark.benchmarks;

import dev.tidemark.server.RunningServer;
import dev.tidemark.server.config.ConfigurationReader;
import dev.tidemark.server.config.Settings;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/**
 * How long the connector status takes at a thousand requests a second, in turn while nothing runs
 * and while a full pass replaces all of 20 000 tools. New tools are enabled, so that an answer in
 * which the two counts differ is torn.
 */
final class ConnectorStatusRead {
  private static final String KEY = "ok_benchmark_0123456789abcdefghijklmnop";
  private static final String HEADERS = "X-API-Key: " + KEY + "\r\n";
  private static final String PATH = "/v1/admin/composio/sync/status";
  private static final Pattern COUNTS =
      Pattern.compile("\"total_tools\":(\\d+),\"enabled_tools\":(\\d+)");
  private static final int CLIENTS = 4;
  private static final int PER_SECOND = 250;
  private static final Duration IDLE = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int WARM_UPS = 2;
  private static final int ROUNDS = 3;

  /** An idle round and one while a pass runs. */
  record Pair(Latencies idle, Latencies syncing) {
    double ratio() {
      return syncing.millis(0.99) / idle.millis(0.99);
    }
  }

  List<Pair> measure() throws Exception {
    Path data = Files.createTempDirectory("tidemark-benchmark");
    try (CatalogueServer catalogue = CatalogueServer.start();
        HttpClient client = HttpClient.newHttpClient();
        RunningServer server =
            RunningServer.start(
                ConfigurationReader.read(
                    Settings.collect(settings(catalogue.uri(), data), Map.of())),
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))) {
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (lastSync(client, server.uri()).equals("null")) {
        patience(end);
      }
      return pairs(client, server.uri());
    } finally {
      Files.deleteIfExists(data);
    }
  }

  private static Map<String, String> settings(URI catalogue, Path data) {
    return Map.of(
        "port", "0",
        "data", data.toString(),
        "admin-key", KEY,
        "rate-limit", "off",
        "composio.api-key", "ak_benchmark",
        "composio.base-url", catalogue.toString(),
        "composio.enable-new-tools", "true");
  }

  private static List<Pair> pairs(HttpClient client, URI server) throws Exception {
    HttpLoad load = new HttpLoad(CLIENTS);
    List<Pair> pairs = new ArrayList<>();
    for (int round = 0; round < WARM_UPS + ROUNDS; round++) {
      long end = System.nanoTime() + IDLE.toNanos();
      Latencies idle =
          load.pace(
              server,
              PATH,
              HEADERS,
              PER_SECOND,
              () -> System.nanoTime() < end,
              ConnectorStatusRead::refuseTorn);
      Latencies syncing = whileSyncing(load, client, server);
      if (round >= WARM_UPS) {
        pairs.add(new Pair(idle, syncing));
      }
    }
    return pairs;
  }

  private static Latencies whileSyncing(HttpLoad load, HttpClient client, URI server)
      throws Exception {
    String before = lastSync(client, server);
    HttpRequest trigger =
        HttpRequest.newBuilder(server.resolve("/v1/admin/composio/sync/trigger"))
            .header("X-API-Key", KEY)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"mode\":\"full\"}"))
            .build();
    int status = client.send(trigger, HttpResponse.BodyHandlers.discarding()).statusCode();
    if (status != 202) {
      throw new IllegalStateException("the trigger was answered with " + status);
    }
    AtomicReference<String> last = new AtomicReference<>(before);
    long end = System.nanoTime() + PATIENCE.toNanos();
    return load.pace(
        server,
        PATH,
        HEADERS,
        PER_SECOND,
        () -> {
          patience(end);
          return last.get().equals(before);
        },
        body -> {
          refuseTorn(body);
          last.set(lastSync(body));
        });
  }

  private static String lastSync(HttpClient client, URI server) throws Exception {
    HttpRequest status =
        HttpRequest.newBuilder(server.resolve(PATH)).header("X-API-Key", KEY).build();
    return lastSync(client.send(status, HttpResponse.BodyHandlers.ofString()).body());
  }

  private static String lastSync(String body) {
    return body.replaceFirst("^.*\"last_sync_at\":([^,]*),.*$", "$1");
  }

  private static void refuseTorn(String body) {
    var counts = COUNTS.matcher(body);
    if (!counts.find() || !counts.group(1).equals(counts.group(2))) {
      throw new IllegalStateException("a torn answer: " + body);
    }
  }

  private static void patience(long end) {
    if (System.nanoTime() > end) {
      throw new IllegalStateException("the catalogue was not read within " + PATIENCE);
    }
  }
}
