package dev.tidemark.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.world.Item;
import java.time.Instant;
import java.util.Map;

/**
 * An entry of the event log. It refers to the text of the object as it was and writes itself only
 * when asked, because there are many more events kept than read.
 */
final class StripeEvent implements Item {
  private final String id;
  private final Instant at;
  private final String type;
  private final byte[] object;
  private final ObjectNode previous;

  /** {@code previous} holds the former values of what changed; empty unless it is an update. */
  StripeEvent(String id, Instant at, String type, byte[] object, ObjectNode previous) {
    this.id = id;
    this.at = at;
    this.type = type;
    this.object = object;
    this.previous = previous;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public long createdAt() {
    return at.toEpochMilli();
  }

  @Override
  public Map<String, String> keys() {
    return Map.of("type", type);
  }

  @Override
  public byte[] json() {
    ObjectNode event = Json.object();
    event
        .put("id", id)
        .put("object", "event")
        .put("api_version", "2022-11-15")
        .put("created", at.getEpochSecond())
        .put("livemode", false)
        .put("pending_webhooks", 0)
        .put("type", type);
    event.putObject("request").putNull("id").putNull("idempotency_key");
    return Json.joined(Json.bytes(event), data());
  }

  private byte[] data() {
    byte[] changes =
        previous.isEmpty()
            ? Json.bytes(Json.object())
            : Json.bytes(Json.object().set("previous_attributes", previous));
    return Json.wrapped("data", Json.joined(Json.wrapped("object", object), changes));
  }
}
