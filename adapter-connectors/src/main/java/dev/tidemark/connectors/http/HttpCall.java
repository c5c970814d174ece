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
 * @param host who chose where it goes
 */
public record HttpCall(
    String method, URI url, Map<String, String> headers, Optional<byte[]> body, Host host) {
  /** Whose word the host of a URL is. */
  public enum Host {
    /** The installation's own: it may be anywhere. */
    OF_INSTALLATION,
    /** The manifest's: where its name leads is not for whoever connects a provider to say. */
    OF_MANIFEST,
    /** That of a connection's settings, or of an answer. */
    OF_SETTINGS
  }

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
        "GET", elsewhere, Map.of("Accept", "application/json"), Optional.empty(), Host.OF_SETTINGS);
  }

  /** The same request, credentials included, for another URL of the same origin. */
  HttpCall movedTo(URI location) {
    return new HttpCall(method, location, headers, body, host);
  }

  /** The same request as a GET without a body, as a 303 asks for. */
  HttpCall seeOther(URI location) {
    return new HttpCall("GET", location, headers, Optional.empty(), host);
  }

  @Override
  public String toString() {
    return method + " " + url.getPath();
  }
}
