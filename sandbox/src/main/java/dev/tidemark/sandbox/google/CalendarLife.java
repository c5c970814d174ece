package dev.tidemark.sandbox.google;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.small.Kind;
import dev.tidemark.sandbox.small.Row;
import dev.tidemark.sandbox.world.Dice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What is on a user's calendars, and what becomes of it. */
final class CalendarLife {
  private static final List<String> OCCASIONS =
      List.of("Standup", "Dentist", "Review", "Lunch", "Flight", "Interview", "Planning");

  private CalendarLife() {}

  static List<Kind> kinds() {
    return List.of(calendars(), events());
  }

  private static Kind calendars() {
    return Kind.of("calendars", CalendarLife::calendarId, CalendarLife::calendar)
        .always(5)
        .added(Duration.ofHours(2))
        .changed(Duration.ofMinutes(30), (entry, dice) -> entry.put("summary", occasion(dice)))
        .removed(Duration.ofHours(12))
        .revised("etag")
        .owning("events", "calendarId")
        .fixed("id", "kind", "etag", "primary");
  }

  /** One of the ids is such that it must be escaped in a path. */
  private static String calendarId(Dice dice, long number) {
    if (number == 0) {
      return "mira.voss@example.com";
    }
    return number == 1
        ? "en.german#holiday@group.v.calendar.google.com"
        : dice.hex(26) + "@group.calendar.google.com";
  }

  private static Kind events() {
    return Kind.of("events", (dice, number) -> dice.hex(26), CalendarLife::event)
        .history(270)
        .added(Duration.ofSeconds(30))
        .changed(Duration.ofSeconds(50), CalendarLife::move)
        .removed(Duration.ofMinutes(3), (event, at) -> event.put("status", "cancelled"))
        .stamped((event, at) -> event.put("updated", at.toString()))
        .revised("etag")
        .keys("calendarId")
        .fixed("id", "kind", "etag", "calendarId", "created", "updated", "status");
  }

  private static String occasion(Dice dice) {
    return dice.pick(OCCASIONS) + " " + dice.between(1, 99);
  }

  private static ObjectNode calendar(Kind.Birth birth) {
    ObjectNode entry = Json.object().put("kind", "calendar#calendarListEntry").put("etag", "");
    entry.put("id", birth.id()).put("summary", occasion(birth.dice()));
    entry.put("timeZone", "Europe/Berlin").put("selected", true);
    entry.put("accessRole", birth.number() == 1 ? "reader" : "owner");
    return entry.put("primary", birth.number() == 0);
  }

  private static ObjectNode event(Kind.Birth birth) {
    Dice dice = birth.dice();
    String calendar = birth.world().anyId("calendars", dice, "");
    ObjectNode event = Json.object().put("kind", "calendar#event").put("etag", "");
    event.put("id", birth.id()).put("calendarId", calendar).put("status", "confirmed");
    event.put("created", birth.at().toString()).put("updated", birth.at().toString());
    event.put("summary", occasion(dice)).put("iCalUID", birth.id() + "@google.com");
    event.putObject("organizer").put("email", calendar);
    Instant start = birth.at().plus(Duration.ofDays(dice.between(1, 30)));
    event.putObject("start").put("dateTime", start.toString());
    event.putObject("end").put("dateTime", start.plus(Duration.ofMinutes(30)).toString());
    return event.put("sequence", 0).put("eventType", "default");
  }

  private static void move(ObjectNode event, Dice dice) {
    event.put("sequence", event.path("sequence").asInt() + 1).put("summary", occasion(dice));
  }

  static Instant start(Row event) {
    return Instant.parse(event.tree().at("/start/dateTime").asText());
  }

  /** An event as its calendar shows it; of a deleted one hardly anything is left. */
  static ObjectNode shown(Row event) {
    ObjectNode tree = event.tree();
    tree.remove("calendarId");
    return event.isLiving() ? tree : tree.retain("kind", "etag", "id", "status");
  }
}
