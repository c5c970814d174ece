package dev.tidemark.sandbox;

import static dev.tidemark.sandbox.Shape.NUMBER;
import static dev.tidemark.sandbox.Shape.TEXT;
import static dev.tidemark.sandbox.Shape.listOf;
import static dev.tidemark.sandbox.Shape.object;
import static dev.tidemark.sandbox.Shape.oneOf;
import static dev.tidemark.sandbox.Shape.orNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;

/** What the shapes of Composio's answers have in common. */
final class ComposioShapes {
  static final Shape SCHEME =
      oneOf("OAUTH2", "OAUTH1", "API_KEY", "BASIC", "BEARER_TOKEN", "NO_AUTH");

  private ComposioShapes() {}

  /** Checks a page and each of its items, of which there must be many. */
  static void check(Client client, String path, Shape item) throws Exception {
    JsonNode page = client.composio(path).json();
    page(item).check(page);
    assertThat(page.path("items")).hasSizeGreaterThan(30);
  }

  static Shape page(Shape item) {
    return object(
        "items", listOf(item),
        "next_cursor?", orNull(TEXT),
        "total_pages", NUMBER,
        "current_page", NUMBER,
        "total_items", NUMBER);
  }

  static Object[] and(Object[] some, Object... more) {
    return Stream.of(some, more).flatMap(Stream::of).toArray();
  }
}
