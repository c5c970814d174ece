package dev.tidemark.connectors.failure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds, in the body of an error, the words that its provider meant for a reader. */
final class ProviderWords {
  /** Where the connector language looks for them, the most telling first. */
  private static final List<String> COMPARED =
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

  /** Where else providers put a sentence, beside a mere code at a place above. */
  private static final List<String> SHOWN =
      Stream.concat(
              Stream.of("long_message", "message", "messages", "error_description"),
              COMPARED.stream())
          .distinct()
          .toList();

  private static final int DEEPEST = 10;
  private static final int MOST = 10;

  private ProviderWords() {}

  /** The words for people; empty when the body has none at the usual places. */
  static String shown(JsonNode body) {
    return find(body, SHOWN, 0);
  }

  /** The words that a manifest's error handlers compare. */
  static String compared(JsonNode body) {
    return find(body, COMPARED, 0);
  }

  private static String find(JsonNode node, List<String> places, int depth) {
    if (node.isTextual()) {
      return node.textValue();
    }
    if (depth == DEEPEST || !node.isContainerNode()) {
      return "";
    }
    if (node.isArray()) {
      List<String> words = new ArrayList<>();
      for (int i = 0; i < Math.min(node.size(), MOST); i++) {
        String found = find(node.get(i), places, depth + 1);
        if (!found.isEmpty()) {
          words.add(found);
        }
      }
      return String.join(", ", words);
    }
    return places.stream()
        .map(node::path)
        .map(value -> find(value, places, depth + 1))
        .filter(words -> !words.isEmpty())
        .findFirst()
        .orElse("");
  }
}
