package dev.tidemark.sandbox.posthog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.small.Kind;
import dev.tidemark.sandbox.small.Row;
import dev.tidemark.sandbox.small.Times;
import dev.tidemark.sandbox.world.Dice;
import dev.tidemark.sandbox.world.Names;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a PostHog project holds. */
final class PosthogShapes {
  private static final List<String> PAGES = List.of("/", "/docs", "/login", "/pricing");

  private PosthogShapes() {}

  static List<Kind> kinds() {
    return List.of(
        Kind.of("persons", (dice, number) -> dice.uuid(), PosthogShapes::person)
            .history(260)
            .added(Duration.ofSeconds(20))
            .changed(
                Duration.ofSeconds(15),
                (tree, dice) -> tree.withObject("properties").put("plan", "plan-" + dice.digits(4)))
            .removed(Duration.ofMinutes(3))
            .keys("distinct_ids.0", "properties.email")
            .fixed("id", "uuid", "created_at"),
        Kind.of("cohorts", PosthogShapes::serial, PosthogShapes::cohort)
            .history(60)
            .added(Duration.ofMinutes(3))
            .changed(
                Duration.ofMinutes(1), (tree, dice) -> tree.put("count", dice.between(10, 9999)))
            .removed(Duration.ofMinutes(20), PosthogShapes::markDeleted)
            .fixed("id", "created_at", "deleted"),
        Kind.of("feature_flags", PosthogShapes::serial, PosthogShapes::flag)
            .history(80)
            .added(Duration.ofMinutes(2))
            .changed(Duration.ofMinutes(1), PosthogShapes::changeFlag)
            .removed(Duration.ofMinutes(15), PosthogShapes::markDeleted)
            .keys("active", "archived")
            .fixed("id", "created_at", "deleted"),
        Kind.of("insights", PosthogShapes::serial, PosthogShapes::insight)
            .history(90)
            .added(Duration.ofMinutes(2))
            .changed(
                Duration.ofMinutes(1),
                (tree, dice) -> tree.put("description", "Revision " + dice.digits(5)))
            .removed(Duration.ofMinutes(15), PosthogShapes::markDeleted)
            .stamped((tree, at) -> tree.put("updated_at", Times.micros(at)))
            .keys("short_id", "saved")
            .fixed("id", "short_id", "created_at", "updated_at", "deleted"),
        Kind.of("events", (dice, number) -> dice.uuid(), PosthogShapes::event)
            .history(200)
            .added(Duration.ofSeconds(10))
            .keys("event", "distinct_id")
            .fixed("id", "timestamp"));
  }

  private static String serial(Dice dice, long number) {
    return Long.toString(1000 + number);
  }

  /** Only a flag that is off can be archived. */
  private static void changeFlag(ObjectNode tree, Dice dice) {
    boolean off = !tree.path("active").asBoolean();
    boolean archived = off && !tree.path("archived").asBoolean() && dice.percent(40);
    tree.put("active", off && !archived).put("archived", archived);
  }

  private static void markDeleted(ObjectNode tree, Instant at) {
    tree.put("deleted", true);
  }

  private static ObjectNode person(Kind.Birth birth) {
    Dice dice = birth.dice();
    String name = Names.person(dice);
    String email = Names.email(name, dice);
    ObjectNode person = Json.object().put("id", birth.id()).put("name", email);
    person.putArray("distinct_ids").add("user-" + dice.hex(12));
    person
        .putObject("properties")
        .put("email", email)
        .put("name", name)
        .put("plan", "free")
        .put("$initial_browser", dice.pick(List.of("Chrome", "Firefox", "Safari")));
    return person.put("created_at", Times.micros(birth.at())).put("uuid", birth.id());
  }

  private static ObjectNode named(Kind.Birth birth, String name) {
    return Json.object().put("id", 1000 + birth.number()).put("name", name);
  }

  private static ObjectNode created(ObjectNode tree, Kind.Birth birth) {
    tree.put("deleted", false).put("created_at", Times.micros(birth.at()));
    tree.putObject("created_by")
        .put("id", 7)
        .put("uuid", "01800000-0000-4000-8000-000000000007")
        .put("first_name", "Ada")
        .put("email", "ada@example.com");
    return tree;
  }

  private static ObjectNode cohort(Kind.Birth birth) {
    ObjectNode cohort = named(birth, "Cohort " + birth.dice().hex(6)).put("description", "");
    cohort.putArray("groups");
    created(cohort, birth)
        .put("is_calculating", false)
        .put("last_calculation", Times.micros(birth.at()))
        .put("errors_calculating", 0)
        .put("count", birth.dice().between(10, 9999))
        .put("is_static", birth.dice().percent(20));
    return cohort;
  }

  private static ObjectNode flag(Kind.Birth birth) {
    ObjectNode flag = named(birth, "Flag for " + birth.dice().hex(6));
    flag.put("key", "flag-" + birth.number());
    flag.putObject("filters")
        .putArray("groups")
        .addObject()
        .put("rollout_percentage", birth.dice().between(0, 100));
    created(flag, birth)
        .put("active", true)
        .put("archived", false)
        .put("version", 1)
        .put("ensure_experience_continuity", false);
    flag.putArray("tags");
    return flag;
  }

  private static ObjectNode insight(Kind.Birth birth) {
    ObjectNode insight = named(birth, "Insight " + birth.dice().hex(6));
    insight
        .put("short_id", birth.dice().token(8))
        .putNull("derived_name")
        .put("description", "")
        .putObject("query")
        .put("kind", "InsightVizNode");
    created(insight, birth)
        .put("updated_at", Times.micros(birth.at()))
        .put("favorited", false)
        .put("saved", true);
    insight.putArray("tags");
    return insight;
  }

  private static ObjectNode event(Kind.Birth birth) {
    Dice dice = birth.dice();
    String visitor =
        birth.world().any("persons", dice).map(PosthogShapes::distinctId).orElse("nobody");
    ObjectNode event =
        Json.object()
            .put("id", birth.id())
            .put("distinct_id", visitor)
            .put("event", dice.pick(List.of("$pageview", "$autocapture", "signed_up", "upgraded")))
            .put("timestamp", Times.micros(birth.at()));
    event.putObject("properties").put("$pathname", dice.pick(PAGES));
    event.putNull("person").putArray("elements");
    return event;
  }

  private static String distinctId(Row person) {
    return person.key("distinct_ids.0");
  }
}
