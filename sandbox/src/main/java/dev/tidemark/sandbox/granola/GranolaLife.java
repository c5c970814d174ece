package dev.tidemark.sandbox.granola;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.small.Kind;
import dev.tidemark.sandbox.small.Row;
import dev.tidemark.sandbox.world.Dice;
import dev.tidemark.sandbox.world.Names;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What is in a workspace, and what becomes of it. */
final class GranolaLife {
  /** How long a meeting and the writing of its summary take; only then is there a note. */
  private static final Duration WRITING = Duration.ofMinutes(50);

  private static final List<String> TOPICS =
      List.of("Board prep", "Interview", "Renewal", "Roadmap", "One on one", "Retrospective");

  private GranolaLife() {}

  static List<Kind> kinds() {
    return List.of(folders(), notes());
  }

  private static Kind folders() {
    return Kind.of("folders", (dice, number) -> "fol_" + dice.token(14), GranolaLife::folder)
        .always(7)
        .added(Duration.ofHours(1))
        .changed(Duration.ofMinutes(30), (folder, dice) -> folder.put("name", topic(dice)))
        .removed(Duration.ofHours(4));
  }

  private static Kind notes() {
    return Kind.of("notes", (dice, number) -> "not_" + dice.token(14), GranolaLife::note)
        .history(260)
        .added(Duration.ofSeconds(40))
        .changed(Duration.ofMinutes(1), GranolaLife::edit)
        .removed(Duration.ofMinutes(4))
        .stamped((note, at) -> note.put("updated_at", at.toString()))
        .fixed("id", "object", "created_at", "updated_at");
  }

  private static String topic(Dice dice) {
    return dice.pick(TOPICS) + " " + dice.between(1, 99);
  }

  private static ObjectNode folder(Kind.Birth birth) {
    ObjectNode folder = Json.object().put("id", birth.id()).put("object", "folder");
    return folder.put("name", topic(birth.dice())).putNull("parent_folder_id");
  }

  private static ObjectNode note(Kind.Birth birth) {
    Dice dice = birth.dice();
    Instant met = birth.at().minus(WRITING);
    String owner = Names.person(dice);
    ObjectNode note = Json.object().put("id", birth.id()).put("object", "note");
    note.put("title", topic(dice));
    note.putObject("owner").put("name", owner).put("email", Names.email(owner, dice));
    note.put("created_at", met.toString()).put("updated_at", birth.at().toString());
    note.put("web_url", "https://notes.granola.ai/d/" + birth.id());
    ObjectNode event = note.putObject("calendar_event");
    event.put("event_title", note.path("title").asText()).put("calendar_event_id", dice.hex(20));
    event.put("scheduled_start_time", met.toString());
    String guest = Names.person(dice);
    note.putArray("attendees")
        .addObject()
        .put("name", guest)
        .put("email", Names.email(guest, dice));
    note.putArray("folder_membership");
    note.put("summary_text", "They spoke.").put("summary_markdown", "# They spoke");
    ObjectNode line = note.putArray("transcript").addObject();
    line.putObject("speaker").put("source", "microphone");
    line.put("text", "Good morning.").put("start_time", met.toString());
    return note;
  }

  private static void edit(ObjectNode note, Dice dice) {
    note.put("summary_text", "They spoke about " + topic(dice) + ".");
  }

  static Instant createdAt(Row note) {
    return Instant.ofEpochMilli(note.createdAt()).minus(WRITING);
  }
}
