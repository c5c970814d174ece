package dev.tidemark.sandbox.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.small.Kind;
import dev.tidemark.sandbox.small.Row;
import dev.tidemark.sandbox.world.Dice;
import dev.tidemark.sandbox.world.Names;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is in a workspace, and what becomes of it. */
final class SlackLife {
  private static final String TEAM = "T0SANDBOX";
  private static final List<String> TOPICS =
      List.of("general", "random", "sales", "support", "design", "launch", "harbour", "incidents");
  private static final List<String> WORDS =
      List.of(
          "Shall we ship it?",
          "Numbers are in.",
          "Looks good to me.",
          "The customer called back.",
          "Moved to Thursday.",
          "Who has the draft?",
          "Done.",
          "Lunch?");

  private SlackLife() {}

  static List<Kind> kinds() {
    return List.of(team(), users(), channels(), messages());
  }

  private static Kind team() {
    return Kind.of("team", (dice, number) -> number == 0 ? TEAM : id("T", dice), SlackLife::team)
        .always(1)
        .permanent();
  }

  private static ObjectNode team(Kind.Birth birth) {
    ObjectNode team = Json.object().put("id", birth.id()).put("name", "Tidewater Trading");
    team.put("domain", "tidewater").put("email_domain", "");
    team.putObject("icon").put("image_default", true);
    return team;
  }

  private static Kind users() {
    return Kind.of("users", (dice, number) -> id("U", dice), SlackLife::user)
        .history(40)
        .added(Duration.ofMinutes(10))
        .changed(Duration.ofMinutes(3), SlackLife::changeUser)
        .removed(Duration.ofMinutes(30), (user, at) -> user.put("deleted", true))
        .stamped((user, at) -> user.put("updated", at.getEpochSecond()))
        .fixed("id", "team_id", "updated", "deleted");
  }

  private static Kind channels() {
    return Kind.of("channels", (dice, number) -> id("C", dice), SlackLife::channel)
        .always(6)
        .added(Duration.ofHours(2))
        .changed(Duration.ofMinutes(20), SlackLife::changeChannel)
        .removed(Duration.ofHours(12))
        .stamped((channel, at) -> channel.put("updated", at.toEpochMilli()))
        .keys("is_member", "is_private", "is_archived")
        .owning("messages", "channel")
        .fixed("id", "created", "updated", "is_member");
  }

  private static Kind messages() {
    return Kind.of("messages", (dice, number) -> dice.uuid(), SlackLife::message)
        .history(300)
        .added(Duration.ofSeconds(15))
        .changed(Duration.ofSeconds(40), SlackLife::changeMessage)
        .removed(Duration.ofMinutes(4))
        .keys("channel", "ts")
        .fixed("client_msg_id", "ts", "channel", "thread_ts");
  }

  private static String id(String prefix, Dice dice) {
    return prefix + dice.hex(10).toUpperCase(Locale.ROOT);
  }

  private static ObjectNode user(Kind.Birth birth) {
    Dice dice = birth.dice();
    String name = Names.person(dice);
    ObjectNode user = Json.object().put("id", birth.id()).put("team_id", TEAM);
    user.put("name", name.toLowerCase(Locale.ROOT).replace(' ', '.')).put("deleted", false);
    user.put("real_name", name).put("tz", "Europe/Berlin").put("tz_offset", 3600);
    ObjectNode profile = user.putObject("profile");
    profile.put("real_name", name).put("display_name", name.substring(0, name.indexOf(' ')));
    profile.put("email", Names.email(name, dice)).put("status_text", "").put("title", "");
    user.put("is_admin", birth.number() == 0).put("is_bot", dice.percent(5));
    return user.put("updated", birth.at().getEpochSecond());
  }

  private static void changeUser(ObjectNode user, Dice dice) {
    user.withObject("profile").put("status_text", "Back at " + dice.between(1, 12));
  }

  /** Every fourth channel is none of the app's. */
  private static ObjectNode channel(Kind.Birth birth) {
    Dice dice = birth.dice();
    String name = dice.pick(TOPICS) + "-" + birth.number();
    boolean secret = dice.percent(25);
    ObjectNode channel = Json.object().put("id", birth.id()).put("name", name);
    channel.put("is_channel", !secret).put("is_group", secret).put("is_im", false);
    channel.put("is_mpim", false).put("is_private", secret);
    channel.put("created", birth.at().getEpochSecond()).put("is_archived", false);
    channel.put("is_general", birth.number() == 0).put("is_member", birth.number() % 4 != 3);
    channel.put("creator", birth.world().anyId("users", dice, "USLACKBOT"));
    channel.put("updated", birth.at().toEpochMilli());
    channel.putObject("topic").put("value", "").put("creator", "").put("last_set", 0);
    channel.putObject("purpose").put("value", "").put("creator", "").put("last_set", 0);
    return channel.put("num_members", dice.between(2, 90));
  }

  private static void changeChannel(ObjectNode channel, Dice dice) {
    if (dice.percent(20)) {
      channel.put("is_archived", !channel.path("is_archived").asBoolean());
    } else {
      channel.withObject("topic").put("value", "Week " + dice.between(1, 52));
    }
  }

  private static ObjectNode message(Kind.Birth birth) {
    Dice dice = birth.dice();
    String channel =
        birth
            .world()
            .table("channels")
            .any(dice, "is_member", "true")
            .map(Row::id)
            .orElseThrow(() -> new IllegalArgumentException("the app is in no channel"));
    String ts = ts(birth.at(), birth.number());
    ObjectNode message = Json.object().put("type", "message").put("channel", channel);
    message.put("user", birth.world().anyId("users", dice, "USLACKBOT"));
    message.put("client_msg_id", birth.id()).put("text", dice.pick(WORDS)).put("ts", ts);
    message.put("team", TEAM);
    if (dice.percent(20)) {
      answered(message, dice.between(1, 5));
    }
    return message;
  }

  private static void changeMessage(ObjectNode message, Dice dice) {
    if (dice.percent(50)) {
      answered(message, message.path("reply_count").asInt() + 1);
    } else {
      message.put("text", message.path("text").asText() + " (" + dice.digits(3) + ")");
      message
          .putObject("edited")
          .put("user", message.path("user").asText())
          .put("ts", message.path("ts").asText());
    }
  }

  private static void answered(ObjectNode message, int replies) {
    String ts = message.path("ts").asText();
    message.put("thread_ts", ts).put("reply_count", replies).put("reply_users_count", 1);
    message.put("latest_reply", replyTs(ts, replies));
  }

  /** Seconds and microseconds, of which the last three are the message's own. */
  private static String ts(Instant at, long number) {
    long micros = at.toEpochMilli() % 1000 * 1000 + number % 1000;
    return at.getEpochSecond() + "." + String.format("%06d", micros);
  }

  /** Replies come a minute apart. */
  private static String replyTs(String thread, int number) {
    return new BigDecimal(thread).add(BigDecimal.valueOf(60L * number)).toPlainString();
  }

  /** A message as a channel's history shows it, which does not repeat the channel. */
  static ObjectNode shown(Row message) {
    ObjectNode tree = message.tree();
    tree.remove("channel");
    return tree;
  }

  /** A message and its replies, oldest first. */
  static List<ObjectNode> thread(Row parent) {
    List<ObjectNode> thread = new ArrayList<>();
    ObjectNode first = shown(parent);
    thread.add(first);
    String ts = first.path("ts").asText();
    for (int number = 1; number <= first.path("reply_count").asInt(); number++) {
      ObjectNode reply = Json.object().put("type", "message");
      reply.put("user", first.path("user").asText()).put("text", "Reply " + number);
      reply.put("thread_ts", ts).put("parent_user_id", first.path("user").asText());
      thread.add(reply.put("ts", replyTs(ts, number)).put("team", TEAM));
    }
    return thread;
  }
}
