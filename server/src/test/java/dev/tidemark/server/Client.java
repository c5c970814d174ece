package dev.tidemark.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A client of the server and of the sandbox's controls. */
final class Client {
  static final String API_KEY = "ok_acceptance_0123456789abcdefghijklmnop";
  static final String ADMIN_KEY = "ok_admin_0123456789abcdefghijklmnopqrstu";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE_NANOS = Duration.ofSeconds(60).toNanos();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI server;
  private final String apiKey;
  private final String adminKey;

  /** With the keys of {@code org_demo}. */
  Client(URI server) {
    this(server, API_KEY, ADMIN_KEY);
  }

  /** With one key for everything. */
  Client(URI server, String key) {
    this(server, key, key);
  }

  private Client(URI server, String apiKey, String adminKey) {
    this.server = server;
    this.apiKey = apiKey;
    this.adminKey = adminKey;
  }

  /** An answer; its body is a missing node if it had none. */
  record Reply(int status, JsonNode body) {}

  Reply get(String path) {
    return send(to(path).GET());
  }

  Reply post(String path, String body) {
    return send(
        to(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  Reply put(String path, String body) {
    return send(to(path).PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  Reply patch(String path, String body) {
    return send(
        to(path)
            .header("Content-Type", "application/json")
            .method("PATCH", HttpRequest.BodyPublishers.ofString(body)));
  }

  Reply delete(String path) {
    return send(to(path).DELETE());
  }

  Reply connectStripe(String key, boolean force) {
    return post(
        "/api/integrations/connect",
        "{\"provider\":\"stripe\",\"config\":{\"apiKey\":\"%s\"}%s}"
            .formatted(key, force ? ",\"force\":true" : ""));
  }

  JsonNode stripe() {
    Reply reply = get("/api/integrations/sync-status?provider=stripe");
    if (reply.status() != 200) {
      throw new AssertionError("the status route answered " + reply);
    }
    return reply.body();
  }

  /** Asks for Stripe's status until it is as wanted. */
  JsonNode awaitStripe(Predicate<JsonNode> wanted) {
    return await(this::stripe, wanted);
  }

  /** Whether all six of Stripe's models have that word. */
  static Predicate<JsonNode> allModels(String word) {
    return status -> {
      int matching = 0;
      for (JsonNode sync : status.path("syncs")) {
        if (sync.path("status").asText().equals(word)) {
          matching++;
        }
      }
      return matching == 6;
    };
  }

  /** Asks again and again, for a minute at most, until the answer is as wanted. */
  static <T> T await(Supplier<T> question, Predicate<T> wanted) {
    long start = System.nanoTime();
    while (true) {
      T answer = question.get();
      if (wanted.test(answer)) {
        return answer;
      }
      if (System.nanoTime() - start > PATIENCE_NANOS) {
        throw new AssertionError("not as wanted within a minute: " + answer);
      }
      breathe();
    }
  }

  static void breathe() {
    try {
      boolean never = new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
      assert !never;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(server.resolve(path))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", "Bearer " + apiKey)
        .header("X-API-Key", adminKey);
  }

  private Reply send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Reply(response.statusCode(), JSON.readTree(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
