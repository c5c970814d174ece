package dev.tidemark.connectors.failure;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds, in the body of an error, the words that its provider meant for a reader. */
final class ProviderWords {
  /** Where providers put them, the most telling first; as the connector language defines it. */
  private static final List<String> PLACES =
      List.of(
          "message",
          "messages",
          "error",
          "errors",
          "failures",
          "failure",
          "detail",
          "err",
          "error_message",
          "msg",
          "reason",
          "status_message");

  private static final int DEEPEST = 10;

  private ProviderWords() {}

  /** The words; empty when the body has none that are known. */
  static String in(@Nullable Object body) {
    return find(body, 0);
  }

  private static String find(@Nullable Object node, int depth) {
    if (depth > DEEPEST) {
      return "";
    }
    if (node instanceof String text) {
      return text;
    }
    if (node instanceof List<?> list) {
      return list.stream()
          .limit(DEEPEST)
          .map(element -> find(element, depth + 1))
          .filter(words -> !words.isEmpty())
          .collect(Collectors.joining(", "));
    }
    if (node instanceof Map<?, ?> map) {
      return PLACES.stream()
          .map(map::get)
          .filter(Objects::nonNull)
          .map(value -> find(value, depth + 1))
          .filter(words -> !words.isEmpty())
          .findFirst()
          .orElse("");
    }
    return "";
  }
}
