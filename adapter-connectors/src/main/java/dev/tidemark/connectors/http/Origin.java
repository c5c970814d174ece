package dev.tidemark.connectors.http;

import java.net.URI;
import java.util.Locale;

/** Scheme, host and port: what credentials are bound to. */
public record Origin(String scheme, String host, int port) {
  /**
   * The origin of an absolute URL, its port filled in.
   *
   * @throws IllegalArgumentException when the URL has no scheme http or https, or no host
   */
  public static Origin of(URI url) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (url.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
      throw new IllegalArgumentException("a URL must have scheme http or https, and a host");
    }
    int port = url.getPort() >= 0 ? url.getPort() : scheme.equals("https") ? 443 : 80;
    return new Origin(scheme, url.getHost().toLowerCase(Locale.ROOT), port);
  }
}
