package dev.tidemark.http.exchange;

import io.helidon.common.media.type.MediaType;
import io.helidon.http.HttpMediaType;
import io.helidon.http.ServerRequestHeaders;
import java.util.List;
import java.util.Locale;

/** What a Content-Type or an Accept says. */
final class MediaTypes {
  private MediaTypes() {}

  /** Whether it says JSON in UTF-8; other parameters than the charset do not matter. */
  static boolean json(String contentType) {
    List<String> parts = List.of(contentType.toLowerCase(Locale.ROOT).split(";", -1));
    return parts.getFirst().strip().equals("application/json")
        && parts.stream()
            .map(part -> part.strip().replace("\"", ""))
            .filter(part -> part.startsWith("charset="))
            .allMatch(part -> part.equals("charset=utf-8"));
  }

  /** Whether the one is accepted, and rather than the other; false if that cannot be understood. */
  static boolean prefers(ServerRequestHeaders headers, String mediaType, String other) {
    try {
      MediaType preferred = HttpMediaType.create(mediaType).mediaType();
      return headers
          .bestAccepted(HttpMediaType.create(other).mediaType(), preferred)
          .filter(preferred::equals)
          .isPresent();
    } catch (RuntimeException notMediaTypes) {
      // Helidon's parser fails in more ways than one when a header is not what it should be.
      return false;
    }
  }
}
