package dev.tidemark.connectors.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.connectors.read.Progress.Position.InListing;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Writes places and times as JSON, and reads them back. */
final class Places {
  private Places() {}

  static ObjectNode write(InListing listing) {
    ObjectNode place = Json.object();
    place.put("from", listing.from().toString());
    place.put("slice", listing.slice().toString());
    place.put("until", listing.until().toString());
    put(place, "seen", listing.seen());
    listing.token().ifPresent(token -> place.set("token", token));
    listing.since().ifPresent(since -> place.put("since", since));
    return place;
  }

  static InListing listing(JsonNode node) {
    return new InListing(
        moment(node, "from"),
        moment(node, "slice"),
        moment(node, "until"),
        token(node, "token"),
        time(node, "seen"),
        text(node, "since"));
  }

  static void put(ObjectNode target, String name, Optional<Instant> time) {
    time.ifPresent(at -> target.put(name, at.toString()));
  }

  static OffsetDateTime moment(JsonNode node, String name) {
    return OffsetDateTime.parse(node.path(name).asText());
  }

  static Optional<Instant> time(JsonNode node, String name) {
    return node.has(name) ? Optional.of(Instant.parse(node.path(name).asText())) : Optional.empty();
  }

  static Optional<JsonNode> token(JsonNode node, String name) {
    return node.has(name) ? Optional.of(node.path(name)) : Optional.empty();
  }

  static Optional<String> text(JsonNode node, String name) {
    return token(node, name).map(JsonNode::asText);
  }
}
