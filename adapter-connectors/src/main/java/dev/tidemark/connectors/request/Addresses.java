package dev.tidemark.connectors.request;

import dev.tidemark.connectors.http.HttpCall;
import dev.tidemark.connectors.http.OriginOverride;
import dev.tidemark.connectors.interpolation.Interpolation;
import dev.tidemark.connectors.interpolation.Scope;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The addresses that manifests name, some of them with the help of a connection's settings. */
final class Addresses {
  private static final Pattern FIXED_HOST = Pattern.compile("\\s*(?i:https?)://[^/?#{}\\s]+(/.*)?");

  private static final Pattern SCHEME = Pattern.compile("\\s*([A-Za-z][A-Za-z0-9+.-]*):");

  /** Also as one number; the addresses are those of AWS, Google, Azure and Alibaba. */
  private static final Pattern LINK_LOCAL =
      Pattern.compile(
          "(?i)\\s*https?:/*(?:[^/@]*@)?(?:169\\.254\\.|2851995648|285(?:199|200|20[1-5])\\d{4}"
              + "|0xa9fe|\\[fe[89ab]|\\[fd00:ec2::254|\\[::ffff:169\\.254\\."
              + "|metadata\\.google\\.internal|metadata(?:[:/]|$)|100\\.100\\.100\\.200)");

  private static final Pattern THIS_MACHINE =
      Pattern.compile("(?i:localhost)|127(\\.\\d{1,3}){3}|\\[::1]");

  private Addresses() {}

  /**
   * The address that an expression comes out as.
   *
   * @throws RequestConflictException when it is none; or when its host is not the manifest's own
   *     words, and it is not https: whoever connects a provider chooses such an address, so at
   *     least it must prove what it is. This machine needs no proof; whether it may be reached at
   *     all is decided where the request is sent
   */
  static URI of(Interpolation written, Scope scope, Optional<OriginOverride> override) {
    URI url = url(written.text(scope), "");
    boolean chosen = host(written, override) == HttpCall.Host.OF_SETTINGS;
    if (chosen && !url.getScheme().equalsIgnoreCase("https") && !isThisMachine(url)) {
      throw new RequestConflictException("an address made from settings must be https");
    }
    return url;
  }

  /** Whose word the host of such an address is. */
  static HttpCall.Host host(Interpolation written, Optional<OriginOverride> override) {
    if (override.isPresent()) {
      return HttpCall.Host.OF_INSTALLATION;
    }
    return FIXED_HOST.matcher(written.source()).matches()
        ? HttpCall.Host.OF_MANIFEST
        : HttpCall.Host.OF_SETTINGS;
  }

  /**
   * Why no connector may ask what stands there, as far as it can be told before there are settings:
   * other schemes than http(s), and the addresses at which clouds hand out the credentials of their
   * machines. What else is not public may be allowed by the installation.
   */
  static Optional<String> objection(String written) {
    Matcher scheme = SCHEME.matcher(written);
    if (!scheme.lookingAt()) {
      return Optional.empty();
    }
    if (!scheme.group(1).matches("(?i)https?")) {
      return Optional.of("must be an http or https address");
    }
    return LINK_LOCAL.matcher(written).lookingAt()
        ? Optional.of("must not be a link-local or metadata address")
        : Optional.empty();
  }

  /** An address that needs no settings; empty when the text is no safe one. */
  static Optional<URI> fixed(String written) {
    try {
      URI url = url(written, "");
      boolean safe = url.getScheme().equalsIgnoreCase("https") || isThisMachine(url);
      return safe && url.getRawFragment() == null ? Optional.of(url) : Optional.empty();
    } catch (RequestConflictException e) {
      return Optional.empty();
    }
  }

  private static boolean isThisMachine(URI url) {
    return THIS_MACHINE.matcher(url.getHost()).matches();
  }

  /**
   * The URL of a path below a base.
   *
   * @throws RequestConflictException when it is no http(s) URL, or names a user
   */
  static URI url(String base, String path) {
    URI url;
    try {
      url = Urls.join(base, path);
    } catch (IllegalArgumentException e) {
      throw new RequestConflictException("the manifest and settings make no valid http(s) URL");
    }
    if (url.getRawUserInfo() != null) {
      throw new RequestConflictException("an address must not name a user");
    }
    return url;
  }
}
