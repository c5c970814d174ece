package dev.tidemark.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Somebody with a browser that keeps cookies and goes where it is sent. */
final class Visitor {
  private final HttpClient http =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  /** A page, and where it was in the end. */
  record Page(int status, URI address, String html) {}

  Page open(URI address) {
    return send(HttpRequest.newBuilder(address).GET());
  }

  /** Sends a form to the address of the page. */
  Page submit(URI address, String form) {
    return send(
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  /** Goes to the provider and decides there. */
  Page decide(URI connectUrl, String decision) {
    Page consent = submit(connectUrl, "");
    if (!consent.html().contains("name=\"decision\"")) {
      throw new AssertionError("the provider asks for no consent: " + consent);
    }
    return submit(consent.address(), "account=sandbox&decision=" + decision);
  }

  private Page send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          http.send(
              request.timeout(Duration.ofSeconds(30)).build(),
              HttpResponse.BodyHandlers.ofString());
      return new Page(response.statusCode(), response.uri(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
