package dev.tidemark.sandbox.pylon;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.small.Kind;
import dev.tidemark.sandbox.small.Times;
import dev.tidemark.sandbox.world.Dice;
import dev.tidemark.sandbox.world.Names;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What an organization at Pylon holds. */
final class PylonShapes {
  /** Where a message says whose it is; the vendor tells it by the path alone. */
  static final String ISSUE = "issue_id";

  private static final List<String> STATES =
      List.of("new", "waiting_on_you", "waiting_on_customer", "on_hold", "closed");

  private PylonShapes() {}

  static List<Kind> kinds() {
    return List.of(
        kind("users", PylonShapes::user)
            .history(8)
            .added(Duration.ofHours(2))
            .changed(
                Duration.ofHours(1),
                (tree, dice) -> tree.put("status", dice.pick(List.of("active", "away")))),
        kind("teams", PylonShapes::team)
            .history(4)
            .added(Duration.ofHours(3))
            .changed(Duration.ofHours(1), (tree, dice) -> tree.put("name", "Crew " + dice.hex(4)))
            .removed(Duration.ofHours(6)),
        kind("tags", PylonShapes::tag)
            .history(20)
            .added(Duration.ofMinutes(30))
            .changed(
                Duration.ofMinutes(20), (tree, dice) -> tree.put("hex_color", "#" + dice.hex(6)))
            .removed(Duration.ofHours(1)),
        kind("accounts", PylonShapes::account)
            .history(90)
            .added(Duration.ofMinutes(1))
            .changed(Duration.ofMinutes(1), PylonShapes::changeAccount)
            .removed(Duration.ofMinutes(10)),
        kind("contacts", PylonShapes::contact)
            .history(150)
            .added(Duration.ofSeconds(35))
            .changed(Duration.ofSeconds(30), (tree, dice) -> tree.put("name", Names.person(dice)))
            .removed(Duration.ofMinutes(6))
            .keys("account.id"),
        kind("issues", PylonShapes::issue)
            .history(260)
            .added(Duration.ofSeconds(20))
            .changed(Duration.ofSeconds(15), (tree, dice) -> tree.put("state", dice.pick(STATES)))
            .removed(Duration.ofMinutes(5))
            .stamped((tree, at) -> tree.put("updated_at", Times.seconds(at)))
            .keys("state", "account.id", "team.id")
            .fixed("id", "number", "created_at", "updated_at")
            .owning("messages", ISSUE),
        kind("messages", PylonShapes::message)
            .history(300)
            .added(Duration.ofSeconds(15))
            .keys(ISSUE)
            .touching("issues", ISSUE)
            .fixed("id", "timestamp"));
  }

  private static Kind kind(String collection, Kind.Maker maker) {
    return Kind.of(
        collection,
        (dice, number) -> dice.uuid(),
        birth -> {
          ObjectNode tree = Json.object().put("id", birth.id());
          tree.setAll(maker.make(birth));
          return tree;
        });
  }

  private static ObjectNode reference(ObjectNode tree, String field, Kind.Birth birth, String to) {
    ObjectNode reference = tree.putObject(field);
    birth.world().any(to, birth.dice()).ifPresent(row -> reference.put("id", row.id()));
    return reference;
  }

  private static ObjectNode user(Kind.Birth birth) {
    String name = Names.person(birth.dice());
    ObjectNode user = Json.object().put("name", name);
    String email = Names.email(name, birth.dice());
    user.put("email", email).putArray("emails").add(email);
    return user.put("avatar_url", "").put("role_id", "member").put("status", "active");
  }

  private static ObjectNode team(Kind.Birth birth) {
    ObjectNode team = Json.object().put("name", "Crew " + (birth.number() + 1));
    birth
        .world()
        .any("users", birth.dice())
        .ifPresent(user ->
            team.putArray("users")
                .addObject()
                .put("id", user.id())
                .put("email", user.tree().path("email").asText()));
    return team;
  }

  private static ObjectNode tag(Kind.Birth birth) {
    return Json.object()
        .put("value", "tag-" + birth.dice().hex(6))
        .put("object_type", birth.dice().pick(List.of("issue", "account")))
        .put("hex_color", "#" + birth.dice().hex(6));
  }

  private static ObjectNode account(Kind.Birth birth) {
    String name = Names.company(birth.dice());
    String domain = name.toLowerCase(Locale.ROOT).replace(' ', '-') + ".example.com";
    ObjectNode account = Json.object().put("name", name).put("primary_domain", domain);
    account.putArray("domains").add(domain);
    reference(account, "owner", birth, "users");
    account.put("type", "customer").put("created_at", Times.seconds(birth.at()));
    account.put("is_disabled", false).putArray("tags");
    account.putObject("custom_fields");
    return account;
  }

  private static void changeAccount(ObjectNode tree, Dice dice) {
    if (dice.percent(20)) {
      tree.put("is_disabled", !tree.path("is_disabled").asBoolean());
    } else {
      tree.putArray("tags").add("tier-" + dice.digits(3));
    }
  }

  private static ObjectNode contact(Kind.Birth birth) {
    String name = Names.person(birth.dice());
    String email = Names.email(name, birth.dice());
    ObjectNode contact = Json.object().put("name", name).put("email", email);
    contact.putArray("emails").add(email);
    reference(contact, "account", birth, "accounts");
    contact.put("portal_role", "member").putObject("custom_fields");
    return contact;
  }

  private static ObjectNode issue(Kind.Birth birth) {
    Dice dice = birth.dice();
    String at = Times.seconds(birth.at());
    ObjectNode issue = Json.object().put("number", birth.number() + 1);
    issue
        .put("title", dice.pick(List.of("Cannot log in", "Invoice", "Question", "Slow page")))
        .put("body_html", "<p>Reference " + dice.hex(12) + "</p>")
        .put("state", dice.pick(STATES))
        .put("source", dice.pick(List.of("slack", "email", "chat_widget")))
        .put("type", "Conversation")
        .put("link", "https://app.usepylon.com/issues?issueNumber=" + (birth.number() + 1));
    reference(issue, "account", birth, "accounts");
    reference(issue, "requester", birth, "contacts");
    reference(issue, "assignee", birth, "users");
    reference(issue, "team", birth, "teams");
    issue.putArray("tags");
    issue.putObject("custom_fields");
    return issue
        .put("created_at", at)
        .put("updated_at", at)
        .put("latest_message_time", at)
        .put("customer_portal_visible", false);
  }

  private static ObjectNode message(Kind.Birth birth) {
    Dice dice = birth.dice();
    ObjectNode message = Json.object();
    message.put(ISSUE, birth.world().anyId("issues", dice, ""));
    reference(message.putObject("author"), "contact", birth, "contacts");
    return message
        .put("message_html", "<p>" + dice.pick(List.of("Any news?", "Thanks", "Done")) + "</p>")
        .put("source", "email")
        .put("is_private", dice.percent(20))
        .put("timestamp", Times.seconds(birth.at()));
  }
}
