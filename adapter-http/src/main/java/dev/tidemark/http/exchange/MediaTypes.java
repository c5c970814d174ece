package dev.tidemark.http.exchange;

import java.util.List;
import java.util.Locale;

/** What a Content-Type says. */
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
}
