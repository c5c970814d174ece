package dev.tidemark.benchmarks.kill;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Asks random nodes for the status, again and again. */
final class Prober implements Runnable {
  private static final Duration PAUSE = Duration.ofMillis(30);

  private final Nodes nodes;
  private final Customers customers;
  private final Map<String, Duration> intervals;
  private final Statuses statuses;
  private final Violations violations;
  private final RandomGenerator random;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
  private final Map<Integer, Integer> answers = new TreeMap<>();
  private int unanswered;
  private volatile boolean stopped;

  Prober(
      Nodes nodes,
      Customers customers,
      Map<String, Duration> intervals,
      Statuses statuses,
      Violations violations,
      RandomGenerator random) {
    this.nodes = nodes;
    this.customers = customers;
    this.intervals = intervals;
    this.statuses = statuses;
    this.violations = violations;
    this.random = random;
  }

  void stop() {
    stopped = true;
  }

  /** How often which status came. */
  synchronized Map<Integer, Integer> answers() {
    return new TreeMap<>(answers);
  }

  /** Requests without an answer, which only nodes that something was done to may leave. */
  synchronized int unanswered() {
    return unanswered;
  }

  @Override
  public void run() {
    while (!stopped) {
      try {
        nodes.any(random).ifPresent(this::ask);
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void ask(Node node) {
    String organization = customers.any(random);
    String provider = Twins.PROVIDERS.get(random.nextInt(Twins.PROVIDERS.size()));
    URI uri =
        node.uri().orElseThrow().resolve("/api/integrations/sync-status?provider=" + provider);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + customers.key(organization))
            .timeout(Duration.ofSeconds(8))
            .build();
    Instant asked = Instant.now();
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      Instant answered = Instant.now();
      count(response.statusCode());
      if (response.statusCode() == 200) {
        read(node, organization + "/" + provider, asked, answered, response.body());
      } else if (response.statusCode() != 503 || node.calm(asked, answered)) {
        violations.add(
            "nodes answer",
            "%s answered %d at %s: %s"
                .formatted(node.name(), response.statusCode(), answered, response.body()));
      }
    } catch (IOException e) {
      synchronized (this) {
        unanswered++;
      }
      if (node.calm(asked, Instant.now())) {
        violations.add(
            "nodes answer", "%s did not, asked at %s: %s".formatted(node.name(), asked, e));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void count(int status) {
    answers.merge(status, 1, Integer::sum);
  }

  private void read(Node node, String connection, Instant asked, Instant answered, String body) {
    for (JsonNode sync : Trail.json(body).path("syncs")) {
      String name = connection + "/" + sync.path("model").asText();
      @Nullable Duration interval = intervals.get(connection.split("/", -1)[1]);
      statuses.told(
          name,
          interval == null ? Duration.ZERO : interval,
          new Statuses.Told(
              node.name(),
              asked,
              answered,
              sync.path("status").asText(),
              Trail.text(sync, "lastSyncedAt").map(Instant::parse).orElse(null),
              Trail.text(sync, "errorMessage").orElse(null)));
    }
  }
}
