package dev.tidemark.sandbox.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.small.Times;
import dev.tidemark.sandbox.world.Account;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * PostHog's destination "HTTP Webhook" sends each event in the body that it comes with, {@code
 * {event, person}}. It signs nothing: the headers are its owner's, here a bearer token. What
 * happens to other things than events is told by events of the activity log.
 */
final class PosthogTeller implements Teller {
  private static final String PROJECT = "https://us.posthog.com/project/10001";
  private static final String ACTIVITY = "$activity_log_entry_created";

  private static final Map<String, String> SCOPES =
      Map.of(
          "persons", "Person",
          "cohorts", "Cohort",
          "feature_flags", "FeatureFlag",
          "insights", "Insight");

  @Override
  public List<Message> messages(Endpoint endpoint, Change change, String mark, Instant now) {
    if (change.collection().equals("events")) {
      return change.after().map(PosthogTeller::captured).stream().toList();
    }
    ObjectNode properties = Json.object();
    properties
        .put("scope", SCOPES.getOrDefault(change.collection(), change.collection()))
        .put("activity", change.what().word())
        .put("item_id", change.id());
    ObjectNode event = Json.object();
    event
        .put("uuid", change.id() + "-" + now.toEpochMilli())
        .put("event", ACTIVITY)
        .put("distinct_id", "team_10001")
        .set("properties", properties);
    event.put("timestamp", Times.micros(now));
    return List.of(message(event));
  }

  @Override
  public Message newest(Endpoint endpoint, Account account, Optional<String> type, Instant now) {
    return captured(
        Newest.of(
            account,
            "events",
            event -> type.filter(name -> !name.equals(event.path("event").asText())).isEmpty()));
  }

  @Override
  public Map<String, String> headers(String secret, String body, Instant now) {
    return Map.of("Authorization", "Bearer " + secret);
  }

  /** An event as it was captured; whose it is, is left to its {@code distinct_id}. */
  private static Message captured(JsonNode record) {
    ObjectNode event = Json.object();
    event
        .put("uuid", record.path("id").asText())
        .put("event", record.path("event").asText())
        .put("distinct_id", record.path("distinct_id").asText())
        .set("properties", record.path("properties"));
    event.put("timestamp", record.path("timestamp").asText());
    return message(event);
  }

  private static Message message(ObjectNode event) {
    String uuid = event.path("uuid").asText();
    event.put("elements_chain", "").put("url", PROJECT + "/events/" + uuid);
    ObjectNode body = Json.object();
    body.set("event", event);
    body.putNull("person");
    return Message.of(event.path("event").asText(), body);
  }
}
