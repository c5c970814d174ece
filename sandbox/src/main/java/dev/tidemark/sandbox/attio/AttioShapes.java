package dev.tidemark.sandbox.attio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.small.Kind;
import dev.tidemark.sandbox.small.Times;
import dev.tidemark.sandbox.world.Dice;
import dev.tidemark.sandbox.world.Names;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What an Attio workspace holds. Nothing in it tells when it was changed. */
final class AttioShapes {
  static final String WORKSPACE = "14beef7a-99f7-4534-a87e-70b564330a4c";

  /** The objects that have records, each with its id. */
  static final Map<String, String> OBJECTS =
      Map.of(
          "people", "97052eb9-e65e-443f-a297-f2d9a4a7f795",
          "companies", "5c1fd2f5-1b3b-4b5e-8f0a-2f9a7d6f8a11",
          "deals", "0e8d0f1c-6c41-4c63-9d7b-6d8f2f3f9b27");

  private AttioShapes() {}

  static List<Kind> kinds() {
    return List.of(
        Kind.of("workspace_members", (dice, number) -> dice.uuid(), AttioShapes::member)
            .history(6)
            .added(Duration.ofHours(3))
            .changed(
                Duration.ofHours(1),
                (tree, dice) -> tree.put("access_level", dice.pick(List.of("admin", "member"))))
            .fixed("id", "created_at"),
        records("companies", AttioShapes::company)
            .history(90)
            .added(Duration.ofMinutes(1))
            .changed(
                Duration.ofMinutes(1),
                (tree, dice) ->
                    current(tree, "description").put("value", "Revision " + dice.digits(5)))
            .removed(Duration.ofMinutes(10)),
        records("people", AttioShapes::person)
            .history(260)
            .added(Duration.ofSeconds(20))
            .changed(
                Duration.ofSeconds(15),
                (tree, dice) -> current(tree, "job_title").put("value", "Grade " + dice.digits(5)))
            .removed(Duration.ofMinutes(3)),
        records("deals", AttioShapes::deal)
            .history(110)
            .added(Duration.ofSeconds(50))
            .changed(
                Duration.ofSeconds(30),
                (tree, dice) ->
                    current(tree, "value").put("currency_value", dice.between(10, 900) * 100))
            .removed(Duration.ofMinutes(8)),
        Kind.of("notes", (dice, number) -> dice.uuid(), AttioShapes::note)
            .history(130)
            .added(Duration.ofSeconds(40))
            .changed(
                Duration.ofMinutes(1), (tree, dice) -> tree.put("title", "Call " + dice.digits(6)))
            .removed(Duration.ofMinutes(10))
            .keys("parent_object", "parent_record_id")
            .fixed("id", "created_at"),
        Kind.of("tasks", (dice, number) -> dice.uuid(), AttioShapes::task)
            .history(120)
            .added(Duration.ofSeconds(45))
            .changed(
                Duration.ofSeconds(45),
                (tree, dice) -> tree.put("is_completed", !tree.path("is_completed").asBoolean()))
            .removed(Duration.ofMinutes(10))
            .keys("is_completed")
            .fixed("id", "created_at"));
  }

  private static Kind records(String object, Kind.Maker values) {
    return Kind.of(
            object,
            (dice, number) -> dice.uuid(),
            birth -> {
              ObjectNode record = identified(birth, "record_id");
              ((ObjectNode) record.path("id")).put("object_id", OBJECTS.get(object));
              record.put("web_url", "https://app.attio.com/sandbox/" + object + "/" + birth.id());
              record.set("values", values.make(birth));
              return record;
            })
        .fixed("id", "created_at", "web_url");
  }

  private static ObjectNode identified(Kind.Birth birth, String idField) {
    ObjectNode record = Json.object();
    record.putObject("id").put("workspace_id", WORKSPACE).put(idField, birth.id());
    return record.put("created_at", Times.nanos(birth.at()));
  }

  private static ObjectNode person(Kind.Birth birth) {
    Dice dice = birth.dice();
    String name = Names.person(dice);
    String[] names = name.split(" ", -1);
    ObjectNode values = Json.object();
    value(values, birth, "name", "personal-name")
        .put("first_name", names[0])
        .put("last_name", names[1])
        .put("full_name", name);
    value(values, birth, "email_addresses", "email-address")
        .put("email_address", Names.email(name, dice));
    value(values, birth, "job_title", "text").put("value", "Grade " + dice.digits(1));
    values.putArray("phone_numbers");
    value(values, birth, "company", "record-reference")
        .put("target_object", "companies")
        .put("target_record_id", birth.world().anyId("companies", dice, birth.id()));
    return values;
  }

  private static ObjectNode company(Kind.Birth birth) {
    String name = Names.company(birth.dice());
    ObjectNode values = Json.object();
    value(values, birth, "name", "text").put("value", name);
    value(values, birth, "domains", "domain")
        .put("domain", name.toLowerCase(Locale.ROOT).replace(' ', '-') + ".example.com");
    value(values, birth, "description", "text").put("value", name + ", seen once");
    return values;
  }

  private static ObjectNode deal(Kind.Birth birth) {
    Dice dice = birth.dice();
    ObjectNode values = Json.object();
    value(values, birth, "name", "text").put("value", Names.company(dice) + " deal");
    value(values, birth, "stage", "status").set("status", DealStages.any(dice));
    value(values, birth, "value", "currency")
        .put("currency_value", dice.between(10, 900) * 100)
        .put("currency_code", "EUR");
    return values;
  }

  /** An attribute with one current value. */
  private static ObjectNode value(
      ObjectNode values, Kind.Birth birth, String attribute, String type) {
    ObjectNode value = values.putArray(attribute).addObject();
    value.put("active_from", Times.nanos(birth.at())).putNull("active_until");
    value.putObject("created_by_actor").put("type", "system").putNull("id");
    return value.put("attribute_type", type);
  }

  /** The current value of an attribute, to be changed in place. */
  private static ObjectNode current(ObjectNode tree, String attribute) {
    return (ObjectNode) tree.path("values").path(attribute).path(0);
  }

  private static ObjectNode note(Kind.Birth birth) {
    Dice dice = birth.dice();
    ObjectNode note = identified(birth, "note_id");
    String text = "They asked for " + dice.pick(List.of("a quote", "a call", "more time"));
    note.put("parent_object", "people")
        .put("parent_record_id", birth.world().anyId("people", dice, birth.id()))
        .put("title", "Call")
        .put("content_plaintext", text)
        .put("content_markdown", text);
    note.putArray("tags");
    note.putObject("created_by_actor")
        .put("type", "workspace-member")
        .put("id", birth.world().anyId("workspace_members", dice, birth.id()));
    return note;
  }

  private static ObjectNode task(Kind.Birth birth) {
    Dice dice = birth.dice();
    ObjectNode task = identified(birth, "task_id");
    task.put("content_plaintext", "Send " + dice.pick(List.of("an offer", "notes", "papers")))
        .put("deadline_at", Times.nanos(birth.at().plus(Duration.ofDays(dice.between(1, 20)))))
        .put("is_completed", dice.percent(30));
    task.putArray("linked_records")
        .addObject()
        .put("target_object_id", "companies")
        .put("target_record_id", birth.world().anyId("companies", dice, birth.id()));
    task.putArray("assignees")
        .addObject()
        .put("referenced_actor_type", "workspace-member")
        .put("referenced_actor_id", birth.world().anyId("workspace_members", dice, birth.id()));
    task.putObject("created_by_actor").put("type", "system").putNull("id");
    return task;
  }

  private static ObjectNode member(Kind.Birth birth) {
    String name = Names.person(birth.dice());
    String[] names = name.split(" ", -1);
    return identified(birth, "workspace_member_id")
        .put("first_name", names[0])
        .put("last_name", names[1])
        .putNull("avatar_url")
        .put("email_address", Names.email(name, birth.dice()))
        .put("access_level", birth.number() == 0 ? "admin" : "member");
  }
}
