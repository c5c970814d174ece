package dev.tidemark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Reads lists of the emulated Composio. */
record ComposioPages(Client client) {
  /** One page, which must be answered. */
  JsonNode page(String path) throws Exception {
    Client.Reply reply = client.composio(path);
    assertThat(reply.status()).as(path).isEqualTo(200);
    return reply.json();
  }

  /** The items of one page. */
  List<JsonNode> items(String path) throws Exception {
    List<JsonNode> items = new ArrayList<>();
    page(path).path("items").forEach(items::add);
    return items;
  }

  /** One field of every item of one page. */
  List<String> texts(String path, String field) throws Exception {
    return items(path).stream().map(item -> item.path(field).asText()).toList();
  }
}
