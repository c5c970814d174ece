package dev.tidemark.connectors.request;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts URLs together from what manifests and providers write. */
final class Urls {
  private static final String UNRESERVED_AND_RESERVED = "-._~:/?#[]@!$&'()*+,;=%";

  private Urls() {}

  /**
   * The URL of a path below a base; a path that is a URL itself stands for itself.
   *
   * @throws IllegalArgumentException when the result is no absolute http(s) URL
   */
  static URI join(String base, String path) {
    if (path.isEmpty()) {
      return absolute(base);
    }
    return absolute(absolute(base.endsWith("/") ? base : base + "/").resolve(lenient(path)));
  }

  private static URI absolute(String text) {
    return absolute(lenient(text.strip()));
  }

  private static URI absolute(URI url) {
    String scheme = String.valueOf(url.getScheme());
    if (url.getHost() == null || !scheme.matches("(?i)https?")) {
      throw new IllegalArgumentException("not an absolute http or https URL");
    }
    return url;
  }

  /** A URI in which everything that may not stand there is escaped. */
  private static URI lenient(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      boolean allowed =
          (c < 128 && Character.isLetterOrDigit(c)) || UNRESERVED_AND_RESERVED.indexOf(c) >= 0;
      if (c == '%' && !isEscape(text, i)) {
        escaped.append("%25");
      } else if (allowed) {
        escaped.appendCodePoint(c);
      } else {
        for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
          escaped.append(String.format("%%%02X", b));
        }
      }
      i += Character.charCount(c);
    }
    return URI.create(escaped.toString());
  }

  private static boolean isEscape(String text, int at) {
    return at + 2 < text.length()
        && Character.digit(text.charAt(at + 1), 16) >= 0
        && Character.digit(text.charAt(at + 2), 16) >= 0;
  }

  /** The URL with more in its query; what it already says in the same words is not repeated. */
  static URI withQuery(URI url, Map<String, List<String>> parameters) {
    String present = url.getRawQuery() == null ? "" : url.getRawQuery();
    List<String> parts = new ArrayList<>();
    if (!present.isEmpty()) {
      parts.add(present);
    }
    List<String> said = List.of(present.split("&")).stream().map(Urls::decode).toList();
    parameters.forEach((name, values) ->
        values.stream()
            .filter(value -> !said.contains(name + "=" + value))
            .forEach(value -> parts.add(pair(name, value))));
    String path = url.getRawPath() == null ? "" : url.getRawPath();
    String query = parts.isEmpty() ? "" : "?" + String.join("&", parts);
    return URI.create(url.getScheme() + "://" + url.getRawAuthority() + path + query);
  }

  /** Names and values as a form. */
  static String encode(Map<String, List<String>> fields) {
    List<String> parts = new ArrayList<>();
    fields.forEach((name, values) -> values.forEach(value -> parts.add(pair(name, value))));
    return String.join("&", parts);
  }

  private static String pair(String name, String value) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8)
        + "="
        + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static String decode(String part) {
    try {
      return URLDecoder.decode(part, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return part;
    }
  }
}
