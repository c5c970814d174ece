package dev.tidemark.connectors.failure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Finds, in the body of an error, the words that its provider meant for a reader. */
final class ProviderWords {
  /** Where providers put them, the most telling first, as the connector language has it. */
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
  private static final int MOST = 10;

  private ProviderWords() {}

  /** The words; empty when the body has none at the usual places. */
  static String in(JsonNode body) {
    return find(body, 0);
  }

  private static String find(JsonNode node, int depth) {
    if (node.isTextual()) {
      return node.textValue();
    }
    if (depth == DEEPEST || !node.isContainerNode()) {
      return "";
    }
    if (node.isArray()) {
      List<String> words = new ArrayList<>();
      for (int i = 0; i < Math.min(node.size(), MOST); i++) {
        String found = find(node.get(i), depth + 1);
        if (!found.isEmpty()) {
          words.add(found);
        }
      }
      return String.join(", ", words);
    }
    return PLACES.stream()
        .map(node::path)
        .map(value -> find(value, depth + 1))
        .filter(words -> !words.isEmpty())
        .findFirst()
        .orElse("");
  }
}
