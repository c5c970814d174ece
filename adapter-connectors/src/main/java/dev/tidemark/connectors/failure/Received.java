package dev.tidemark.connectors.failure;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.connectors.http.Reply;
import dev.tidemark.connectors.json.Json;
import java.io.IOException;
import java.util.Map;

/**
 * An answer as error handlers see it.
 *
 * @param headers by name in any case
 * @param body an empty object when the body is no JSON
 * @param text what is shown of a body that is no JSON; empty for HTML
 */
public record Received(int status, Map<String, String> headers, JsonNode body, String text) {
  /** Whether the status is one of success. */
  public boolean ok() {
    return status < 400;
  }

  /** An answer of any kind. */
  public static Received of(Reply.Answer answer) {
    try {
      JsonNode body = Json.parse(answer.body());
      if (!body.isMissingNode()) {
        return new Received(answer.status(), answer.headers(), body, "");
      }
    } catch (IOException e) {
      // Told by what is missing from it.
    }
    return unreadable(answer, Json.object());
  }

  /** The provider's own words for what is wrong, for people; may be empty, and hold anything. */
  public String words() {
    String words = ProviderWords.shown(body);
    return words.isEmpty() ? text : words;
  }

  /** The words that the connector language compares; may be empty. */
  String comparedWords() {
    String words = ProviderWords.compared(body);
    return words.isEmpty() ? text : words;
  }

  /** An answer whose body is no JSON. */
  public static Received unreadable(Reply.Answer answer, JsonNode empty) {
    boolean html =
        answer.headers().getOrDefault("Content-Type", "").contains("html")
            || new String(answer.body(), 0, Math.min(64, answer.body().length), UTF_8)
                .strip()
                .startsWith("<");
    String text =
        html ? "" : new String(answer.body(), 0, Math.min(2000, answer.body().length), UTF_8);
    return new Received(answer.status(), answer.headers(), empty, text);
  }
}
