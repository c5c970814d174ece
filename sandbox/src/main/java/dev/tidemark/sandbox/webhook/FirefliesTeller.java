package dev.tidemark.sandbox.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.world.Account;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Fireflies tells that a meeting was transcribed or summarized and of nothing else; version 1,
 * which it replaces, only of the first. See <a
 * href="https://docs.fireflies.ai/graphql-api/webhooks-v2">its documentation</a>.
 */
final class FirefliesTeller implements Teller {
  private static final String TRANSCRIBED = "meeting.transcribed";
  private static final String SUMMARIZED = "meeting.summarized";
  private static final String COMPLETED = "Transcription completed";

  /** What comes with a summary. */
  private static final Set<String> OF_A_SUMMARY = Set.of("summary", "meeting_info");

  @Override
  public List<Integer> versions() {
    return List.of(2, 1);
  }

  @Override
  public List<Message> messages(Endpoint endpoint, Change change, String mark, Instant now) {
    if (!change.collection().equals("transcripts")) {
      return List.of();
    }
    return switch (change.what()) {
      case CREATED ->
          List.of(message(endpoint.version() == 1 ? COMPLETED : TRANSCRIBED, change.id(), now));
      case UPDATED ->
          endpoint.version() == 2 && change.sets(OF_A_SUMMARY)
              ? List.of(message(SUMMARIZED, change.id(), now))
              : List.of();
      case DELETED -> List.of();
    };
  }

  @Override
  public Message newest(Endpoint endpoint, Account account, Optional<String> type, Instant now) {
    List<String> types =
        endpoint.version() == 1 ? List.of(COMPLETED) : List.of(TRANSCRIBED, SUMMARIZED);
    String named = type.orElse(types.getFirst());
    if (!types.contains(named)) {
      throw new IllegalArgumentException(
          "type is '" + named + "', must be " + String.join(" or ", types));
    }
    return message(named, Newest.of(account, "transcripts").path("id").asText(), now);
  }

  private static Message message(String type, String meeting, Instant now) {
    ObjectNode body = Json.object();
    if (type.equals(COMPLETED)) {
      body.put("meetingId", meeting).put("eventType", type).putNull("clientReferenceId");
    } else {
      body.put("event", type).put("meeting_id", meeting).put("timestamp", now.toEpochMilli());
    }
    return Message.of(type, body);
  }

  @Override
  public Map<String, String> headers(String secret, String body, Instant now) {
    return Map.of(
        "X-Hub-Signature",
        "sha256=" + Hmac.hex(secret, body),
        "User-Agent",
        "Fireflies-Webhook/2.0");
  }
}
