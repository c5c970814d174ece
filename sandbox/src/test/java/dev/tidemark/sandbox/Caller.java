package dev.tidemark.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.sandbox.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A client of one emulated provider, with a bearer token. */
final class Caller implements AutoCloseable {
  /** What came back. */
  record Reply(int status, JsonNode json, Map<String, List<String>> headers) {
    Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name)).map(List::getFirst);
    }
  }

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI base;
  private final String token;

  Caller(Sandbox sandbox, String provider, String token) {
    this.base = sandbox.uri(provider);
    this.token = token;
  }

  /** Parameters are names and values in turn. */
  Reply get(String path, String... parameters) {
    StringBuilder query = new StringBuilder();
    for (int i = 0; i < parameters.length; i += 2) {
      query.append(i == 0 ? "?" : "&").append(parameters[i]).append("=");
      query.append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
    }
    return send(request(path + query).GET());
  }

  Reply post(String path, String type, String body) {
    return send(request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .header("Authorization", "Bearer " + token);
  }

  private Reply send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      return new Reply(
          response.statusCode(), Json.parse(response.body()), response.headers().map());
    } catch (IOException e) {
      throw new AssertionError("no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /**
   * All pages of a list, from the first to the last.
   *
   * @param cursor the parameter that a page's token goes into
   * @param next where an answer holds it; an empty text is none
   */
  List<JsonNode> pages(
      String path, String cursor, Function<JsonNode, String> next, String... parameters) {
    List<JsonNode> pages = new ArrayList<>();
    String token = "";
    do {
      List<String> all = new ArrayList<>(List.of(parameters));
      if (!token.isEmpty()) {
        all.addAll(List.of(cursor, token));
      }
      Reply reply = get(path, all.toArray(String[]::new));
      if (reply.status() != 200) {
        throw new AssertionError(reply.status() + " " + reply.json());
      }
      pages.add(reply.json());
      token = next.apply(reply.json());
    } while (!token.isEmpty());
    return pages;
  }

  /** A field of every element of a list that several pages hold. */
  static List<String> values(List<JsonNode> pages, String list, String field) {
    List<String> values = new ArrayList<>();
    for (JsonNode page : pages) {
      page.path(list).forEach(element -> values.add(element.path(field).asText()));
    }
    return values;
  }

  /** A field of every object of a collection, as control sees it. */
  static List<String> there(ProviderControl.Data data, String collection, String field) {
    return data.objects(collection).stream().map(object -> object.path(field).asText()).toList();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
