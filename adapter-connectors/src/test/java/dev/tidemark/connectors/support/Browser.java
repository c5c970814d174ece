package dev.tidemark.connectors.support;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Somebody in front of the page of an emulated provider. */
public final class Browser {
  private Browser() {}

  /** Presses a button; what the provider hands back, by name. */
  public static Map<String, String> decide(URI page, String decision, String account)
      throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(page)
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(BodyPublishers.ofString("decision=" + decision + "&account=" + account))
                  .build(),
              BodyHandlers.ofString());
      return parameters(
          URI.create(
              answer
                  .headers()
                  .firstValue("Location")
                  .orElseThrow(() -> new AssertionError(answer.statusCode() + answer.body()))));
    }
  }

  /** The parameters of a URL, by name. */
  public static Map<String, String> parameters(URI url) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String part : url.getRawQuery().split("&", -1)) {
      String[] pair = part.split("=", 2);
      String other = parameters.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
      if (other != null) {
        throw new AssertionError(pair[0] + " is there twice");
      }
    }
    return parameters;
  }
}
