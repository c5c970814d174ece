package dev.tidemark.sandbox.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.world.Account;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pylon's triggers send a body that their owner writes, here {@code {event, id, data}}, and sign it
 * alone, see <a
 * href="https://kb.help.usepylon.com/articles/6080966819-how-do-i-verify-the-webhook-signatures">its
 * documentation</a>.
 */
final class PylonTeller implements Teller {
  private static final Map<String, String> COLLECTIONS =
      Map.of(
          "issue", "issues",
          "message", "messages",
          "account", "accounts",
          "contact", "contacts",
          "user", "users",
          "team", "teams",
          "tag", "tags");

  @Override
  public List<Message> messages(Endpoint endpoint, Change change, String mark, Instant now) {
    String one =
        COLLECTIONS.entrySet().stream()
            .filter(entry -> entry.getValue().equals(change.collection()))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse(change.collection());
    return List.of(message(one + "." + change.what().word(), change.id(), change.after()));
  }

  @Override
  public Message newest(Endpoint endpoint, Account account, Optional<String> type, Instant now) {
    String named = type.orElse("issue.updated");
    String one = named.replaceFirst("\\.(created|updated)$", "");
    String collection = COLLECTIONS.getOrDefault(one, "");
    if (one.equals(named) || collection.isEmpty()) {
      throw new IllegalArgumentException(
          "type is '" + named + "', must be like issue.created or issue.updated");
    }
    ObjectNode record = Newest.of(account, collection);
    return message(named, record.path("id").asText(), Optional.of(record));
  }

  private static Message message(String type, String id, Optional<ObjectNode> data) {
    ObjectNode body = Json.object().put("event", type).put("id", id);
    body.set("data", data.orElse(null));
    return Message.of(type, body);
  }

  @Override
  public Map<String, String> headers(String secret, String body, Instant now) {
    return Map.of("X-Pylon-Signature", Hmac.hex(secret, body));
  }
}
