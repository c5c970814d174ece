package dev.tidemark.server.config;

import dev.tidemark.connectors.http.AllowedNetworks;
import dev.tidemark.domain.run.DeletionGuard;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;

/** Understands the texts of single settings; what is no such text is refused in one sentence. */
final class ValueText {
  private ValueText() {}

  static DeletionGuard deletionGuard(String text) {
    if (!text.matches("0(\\.\\d{1,6})?|1(\\.0{1,6})?")) {
      throw new IllegalArgumentException(
          "'" + text + "' is no share; write for example 0.5, or 1 for everything");
    }
    return new DeletionGuard(Double.parseDouble(text), DeletionGuard.DEFAULT.always());
  }

  static AllowedNetworks networks(String text) {
    return new AllowedNetworks(Arrays.stream(text.split(",", -1)).map(String::strip).toList());
  }

  static Storage.Kind store(String text) {
    return switch (text) {
      case "memory" -> Storage.Kind.MEMORY;
      case "postgres" -> Storage.Kind.POSTGRES;
      default ->
          throw new IllegalArgumentException(
              "'" + text + "' is no store; write postgres or memory");
    };
  }

  static String composioVersion(String text) {
    if (!text.equals("v3") && !text.equals("v3.1")) {
      throw new IllegalArgumentException("'" + text + "' is no version; write v3 or v3.1");
    }
    return text;
  }

  static URI baseUrl(String text) {
    try {
      URI url = new URI(text);
      boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
      if (web && url.getHost() != null && clean(url)) {
        return url;
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("'" + text + "' is no URL", e);
    }
    throw new IllegalArgumentException(
        "'" + text + "' is no base URL; write for example https://api.example.com");
  }

  private static boolean clean(URI url) {
    return url.getQuery() == null && url.getUserInfo() == null && url.getFragment() == null;
  }

  static int number(String text, int least, int most) {
    if (text.matches("\\d{1,9}")) {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    }
    throw new IllegalArgumentException(
        "'" + text + "' is no whole number from " + least + " to " + most);
  }

  static boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("'" + text + "' is neither true nor false");
    };
  }
}
