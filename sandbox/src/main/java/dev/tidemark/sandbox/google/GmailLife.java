package dev.tidemark.sandbox.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.small.Kind;
import dev.tidemark.sandbox.small.Row;
import dev.tidemark.sandbox.world.Dice;
import dev.tidemark.sandbox.world.Names;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is in a mailbox, and what becomes of it. */
final class GmailLife {
  private static final List<String> SYSTEM_LABELS =
      List.of("INBOX", "SENT", "TRASH", "SPAM", "UNREAD", "STARRED", "IMPORTANT");
  private static final int OWN_LABELS = 5;
  private static final List<String> SUBJECTS =
      List.of("Invoice", "Re: Offer", "Welcome", "Minutes", "Your order", "Question", "Reminder");

  private GmailLife() {}

  static List<Kind> kinds() {
    return List.of(labels(), threads(), messages());
  }

  private static Kind labels() {
    return Kind.of("labels", GmailLife::labelId, GmailLife::label)
        .always(OWN_LABELS + SYSTEM_LABELS.size())
        .added(Duration.ofHours(1))
        .changed(Duration.ofMinutes(15), GmailLife::rename)
        .fixed("id", "type");
  }

  /** A thread comes with its first message and goes with its last. */
  private static Kind threads() {
    return Kind.of(
            "threads",
            (dice, number) -> dice.hex(16),
            birth -> Json.object().put("id", birth.id()).put("snippet", "").put("historyId", ""))
        .removed(Duration.ofMinutes(4))
        .revised("historyId")
        .owning("messages", "threadId")
        .fixed("id", "historyId");
  }

  /** Of a message only its labels ever change. */
  private static Kind messages() {
    return Kind.of("messages", (dice, number) -> dice.hex(16), GmailLife::message)
        .history(260)
        .added(Duration.ofSeconds(30))
        .changed(Duration.ofSeconds(20), GmailLife::relabel)
        .removed(Duration.ofMinutes(6))
        .revised("historyId")
        .within(
            "threads",
            "threadId",
            (thread, message) -> thread.put("snippet", message.path("snippet").asText()))
        .keys("threadId")
        .fixed("id", "threadId", "historyId", "snippet", "internalDate", "sizeEstimate", "payload");
  }

  private static String labelId(Dice dice, long number) {
    int system = (int) number - OWN_LABELS;
    return system >= 0 && system < SYSTEM_LABELS.size()
        ? SYSTEM_LABELS.get(system)
        : "Label_" + (number + 1);
  }

  private static ObjectNode label(Kind.Birth birth) {
    boolean own = birth.id().startsWith("Label_");
    ObjectNode label = Json.object().put("id", birth.id());
    label.put("name", own ? Names.company(birth.dice()) : birth.id());
    return label.put("type", own ? "user" : "system");
  }

  private static void rename(ObjectNode label, Dice dice) {
    if (label.path("type").asText().equals("user")) {
      label.put("name", Names.company(dice));
    }
  }

  private static ObjectNode message(Kind.Birth birth) {
    Dice dice = birth.dice();
    String thread =
        dice.percent(40) ? birth.world().anyId("threads", dice, birth.id()) : birth.id();
    String sender = Names.person(dice);
    String subject = dice.pick(SUBJECTS) + " " + dice.between(1, 999);
    ObjectNode message = Json.object().put("id", birth.id()).put("threadId", thread);
    ArrayNode labels = message.putArray("labelIds").add(dice.percent(5) ? "SPAM" : "INBOX");
    if (dice.percent(40)) {
      labels.add("UNREAD");
    }
    message.put("snippet", "About " + subject).put("historyId", "");
    message.put("internalDate", Long.toString(birth.at().toEpochMilli()));
    message.put("sizeEstimate", dice.between(900, 90_000));
    ObjectNode payload = message.putObject("payload").put("mimeType", "text/plain");
    ArrayNode headers = payload.putArray("headers");
    headers.addObject().put("name", "From").put("value", Names.email(sender, dice));
    headers.addObject().put("name", "To").put("value", "mira.voss@example.com");
    headers.addObject().put("name", "Subject").put("value", subject);
    return message;
  }

  private static void relabel(ObjectNode message, Dice dice) {
    Set<String> labels = labels(message);
    String label = dice.pick(List.of("UNREAD", "STARRED", "TRASH", "Label_1"));
    if (!labels.remove(label)) {
      labels.add(label);
    }
    ArrayNode array = message.putArray("labelIds");
    labels.forEach(array::add);
  }

  static Set<String> labels(ObjectNode message) {
    Set<String> labels = new LinkedHashSet<>();
    message.path("labelIds").forEach(label -> labels.add(label.asText()));
    return labels;
  }

  /** Whether listings leave it out unless they are asked for everything. */
  static boolean isHidden(Row message) {
    Set<String> labels = labels(message.tree());
    return labels.contains("TRASH") || labels.contains("SPAM");
  }

  /** A message in one of the forms it can be asked for in. */
  static ObjectNode shown(Row message, String format, List<String> headers) {
    ObjectNode tree = message.tree();
    ObjectNode payload = tree.withObject("payload");
    switch (format) {
      case "minimal" -> tree.remove("payload");
      case "metadata" -> {
        if (!headers.isEmpty()) {
          ArrayNode all = (ArrayNode) payload.get("headers");
          ArrayNode wanted = payload.putArray("headers");
          for (JsonNode header : all) {
            if (headers.contains(header.path("name").asText())) {
              wanted.add(header);
            }
          }
        }
      }
      default -> {
        byte[] text = tree.path("snippet").asText().getBytes(StandardCharsets.UTF_8);
        payload.put("partId", "").put("filename", "");
        String data = Base64.getUrlEncoder().encodeToString(text);
        payload.putObject("body").put("size", text.length).put("data", data);
      }
    }
    return tree;
  }
}
