package dev.tidemark.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.sandbox.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Talks to a sandbox as a program in another process would. */
final class Client implements AutoCloseable {
  /** What came back. */
  record Reply(int status, HttpResponse<String> response) {
    JsonNode json() {
      return Json.parse(response.body());
    }

    Optional<String> header(String name) {
      return response.headers().firstValue(name);
    }

    List<String> ids() {
      List<String> ids = new ArrayList<>();
      json().path("data").forEach(object -> ids.add(object.path("id").asText()));
      return ids;
    }
  }

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Sandbox sandbox;

  Client(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  Reply stripe(String path) throws IOException, InterruptedException {
    return get("/stripe" + path, "Authorization", "Bearer sk_test_sandbox");
  }

  /** An answer whose body is read as it comes. */
  HttpResponse<InputStream> stripeStream(String path) throws IOException, InterruptedException {
    return http.send(stripeRequest(path), BodyHandlers.ofInputStream());
  }

  CompletableFuture<HttpResponse<String>> stripeLater(String path) {
    return http.sendAsync(stripeRequest(path), BodyHandlers.ofString());
  }

  Reply composio(String path) throws IOException, InterruptedException {
    return get("/composio" + path, "x-api-key", "ak_sandbox");
  }

  Reply get(String path, String... headers) throws IOException, InterruptedException {
    HttpRequest.Builder request = request(path);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.GET());
  }

  /** A request with a body of JSON. */
  Reply post(String path, String body, String... headers) throws IOException, InterruptedException {
    HttpRequest.Builder request = request(path).header("Content-Type", "application/json");
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.POST(BodyPublishers.ofString(body)));
  }

  /** A form, as a browser or an OAuth client sends it. */
  Reply form(String path, String body) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body)));
  }

  Reply control(String method, String path, String body) throws IOException, InterruptedException {
    return send(request("/_sandbox" + path).method(method, BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(sandbox.uri() + path));
  }

  /** Sends a body the way a writing client would. */
  Reply stripePost(String path, String body) throws IOException, InterruptedException {
    return send(
        request("/stripe" + path)
            .header("Authorization", "Bearer sk_test_sandbox")
            .POST(BodyPublishers.ofString(body)));
  }

  private HttpRequest stripeRequest(String path) {
    return request("/stripe" + path).header("Authorization", "Bearer sk_test_sandbox").build();
  }

  private Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
    return new Reply(response.statusCode(), response);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
