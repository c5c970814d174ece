package dev.tidemark.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.connection.OrganizationId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A client of one server. */
final class Http {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI root;

  private final String key;

  Http(URI root) {
    this(root, World.KEY);
  }

  private Http(URI root, String key) {
    this.root = root;
    this.key = key;
  }

  /** The same client with a key of that organization. */
  Http as(OrganizationId organization) {
    return new Http(root, World.keyOf(organization));
  }

  /** A GET with a key of the integrations. */
  Reply get(String path) {
    return send("GET", path, "", "Authorization", "Bearer " + key);
  }

  /** A POST of JSON with a key of the integrations. */
  Reply post(String path, String body) {
    return send(
        "POST", path, body, "Authorization", "Bearer " + key, "Content-Type", "application/json");
  }

  /** Any request; an empty body is none. */
  Reply send(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(root.resolve(path))
            .timeout(Duration.ofSeconds(20))
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body, UTF_8));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<byte[]> response =
          CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      Reply reply =
          new Reply(response.statusCode(), response.headers(), new String(response.body(), UTF_8));
      check(method, path, reply);
      return reply;
    } catch (IOException e) {
      throw new AssertionError(method + " " + path + " got no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** What holds for every answer, whatever is asked. */
  private static void check(String method, String path, Reply reply) {
    assertThat(reply.header("X-Request-Id")).matches("req_[A-Za-z0-9]+");
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(reply.headers().map()).doesNotContainKeys("server", "x-powered-by");
    Contract.check(method, path, reply);
  }
}
