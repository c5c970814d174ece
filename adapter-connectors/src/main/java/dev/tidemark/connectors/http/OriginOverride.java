package dev.tidemark.connectors.http;

import java.net.URI;

/**
 * Another address that stands for a provider's own: an emulator, a proxy, a self-hosted
 * installation. It replaces scheme, host and port, and puts its own path in front.
 *
 * @param base absolute, http or https, without query
 */
public record OriginOverride(URI base) {
  /** Refuses what is no absolute URL without query. */
  public OriginOverride {
    Origin.of(base);
    if (base.getRawQuery() != null || base.getRawFragment() != null) {
      throw new IllegalArgumentException("base must have no query, but was " + base);
    }
  }

  /** The URL at this address; a URL that is there already stays as it is. */
  public URI apply(URI url) {
    String prefix = base.getRawPath() == null ? "" : base.getRawPath().replaceAll("/+$", "");
    String path = url.getRawPath() == null ? "" : url.getRawPath();
    boolean below = path.equals(prefix) || path.startsWith(prefix + "/");
    if (Origin.of(url).equals(Origin.of(base)) && below) {
      return url;
    }
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    return URI.create(base.getScheme() + "://" + base.getRawAuthority() + prefix + path + query);
  }
}
