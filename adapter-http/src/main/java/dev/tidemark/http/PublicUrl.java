package dev.tidemark.http;

import java.net.URI;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Where people and providers reach the server: what links begin with. It is configured, or is where
 * the server listens; what a request says of its host is never believed, for anybody can send one.
 */
public final class PublicUrl {
  private final String host;

  /** Without a slash at its end; null while the port is not known. */
  private final AtomicReference<@Nullable String> root;

  private PublicUrl(String host, @Nullable String root) {
    this.host = host;
    this.root = new AtomicReference<>(root);
  }

  /**
   * A configured one, such as {@code https://sync.example.com}, which may have a path.
   *
   * @throws IllegalArgumentException if it is no address of the web, or has more than a path
   */
  public static PublicUrl of(URI url) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    boolean web = (scheme.equals("https") || scheme.equals("http")) && url.getHost() != null;
    if (!web
        || url.getRawUserInfo() != null
        || url.getRawQuery() != null
        || url.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "the public URL is http or https, a host, perhaps a port and a path, but was " + url);
    }
    String root = scheme + "://" + url.getRawAuthority() + url.normalize().getRawPath();
    return new PublicUrl(url.getHost(), root.replaceFirst("/+$", ""));
  }

  /**
   * Where a server listens that is to be reached as it is. With port 0 the system picks one, which
   * {@link #listensOn} has to tell.
   */
  public static PublicUrl ofListener(String host, int port) {
    boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
    String name = everywhere ? "localhost" : host.contains(":") ? "[" + host + "]" : host;
    return new PublicUrl(name, port == 0 ? null : root(name, port));
  }

  /** Tells the port that the server listens on; changes nothing if it is known. */
  public void listensOn(int port) {
    root.compareAndSet(null, root(host, port));
  }

  private static String root(String host, int port) {
    return "http://" + host + ":" + port;
  }

  /**
   * The address of a path.
   *
   * @param path begins with a slash, and has no character that must be encoded
   * @throws IllegalStateException if the server does not listen yet, on a port that nobody knows
   */
  public URI at(String path) {
    return URI.create(root() + path);
  }

  /** The path of an address, as a browser sees it. */
  public String pathOf(String path) {
    return at(path).getRawPath();
  }

  /** Whether that is where pages of this server come from, as browsers write it. */
  public boolean isOrigin(String origin) {
    URI url = URI.create(root());
    return origin.equals(url.getScheme() + "://" + url.getRawAuthority());
  }

  /** Whether it is reached by HTTPS. */
  public boolean secure() {
    return root().startsWith("https:");
  }

  private String root() {
    String known = root.get();
    if (known == null) {
      throw new IllegalStateException("the public URL is not known before the server listens");
    }
    return known;
  }
}
