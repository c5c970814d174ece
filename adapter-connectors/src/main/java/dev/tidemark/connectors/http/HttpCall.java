package dev.tidemark.connectors.http;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * A request ready to be sent, credentials included; it must not reach a log.
 *
 * @param method {@code GET} or {@code POST}
 * @param url absolute, http or https
 * @param headers name to value
 * @param body what to send, already encoded
 * @param trusted whether the installation itself chose the address, so that it may be anywhere
 */
public record HttpCall(
    String method, URI url, Map<String, String> headers, Optional<byte[]> body, boolean trusted) {
  /** Refuses a URL that is not absolute. */
  public HttpCall {
    if (url.getHost() == null) {
      throw new IllegalArgumentException("url must be absolute, but has no host");
    }
    headers = Map.copyOf(headers);
  }

  /** The same request for another URL, without headers and body: for a place not to be trusted. */
  HttpCall bare(URI elsewhere) {
    return new HttpCall(
        "GET", elsewhere, Map.of("Accept", "application/json"), Optional.empty(), false);
  }

  /** The same request, credentials included, for another URL of the same origin. */
  HttpCall movedTo(URI location) {
    return new HttpCall(method, location, headers, body, trusted);
  }

  /** The same request as a GET without a body, as a 303 asks for. */
  HttpCall seeOther(URI location) {
    return new HttpCall("GET", location, headers, Optional.empty(), trusted);
  }

  @Override
  public String toString() {
    return method + " " + url.getPath();
  }
}
