package dev.tidemark.sandbox.fireflies;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.small.Kind;
import dev.tidemark.sandbox.world.Dice;
import dev.tidemark.sandbox.world.Names;
import java.time.Duration;
import java.util.List;

/** What is in a workspace, and what becomes of it. */
final class FirefliesLife {
  private static final Duration MEETINGS = Duration.ofSeconds(30);
  private static final List<String> TOPICS =
      List.of("Standup", "Renewal", "Discovery call", "Retrospective", "Pricing", "Onboarding");

  private FirefliesLife() {}

  static List<Kind> kinds() {
    return List.of(users(), channels(), contacts(), transcripts(), bites());
  }

  private static Kind users() {
    return Kind.of("users", (dice, number) -> dice.hex(24), FirefliesLife::user)
        .always(12)
        .added(Duration.ofHours(1))
        .changed(Duration.ofMinutes(4), FirefliesLife::changeUser)
        .removed(Duration.ofHours(3))
        .fixed("user_id", "email");
  }

  private static Kind channels() {
    return Kind.of("channels", (dice, number) -> dice.hex(24), FirefliesLife::channel)
        .always(5)
        .added(Duration.ofHours(2))
        .changed(Duration.ofMinutes(30), (channel, dice) -> channel.put("title", topic(dice)))
        .removed(Duration.ofHours(6))
        .stamped((channel, at) -> channel.put("updated_at", at.toString()));
  }

  /** A contact is known by its address. */
  private static Kind contacts() {
    return Kind.of(
            "contacts",
            (dice, number) -> Names.email(Names.person(dice), dice),
            FirefliesLife::contact)
        .history(60)
        .added(Duration.ofMinutes(4))
        .changed(Duration.ofMinutes(6), (contact, dice) -> contact.put("name", Names.person(dice)))
        .removed(Duration.ofMinutes(20))
        .fixed("email");
  }

  /** The summary comes a while after the meeting. */
  private static Kind transcripts() {
    return Kind.of("transcripts", (dice, number) -> "01" + dice.token(24), FirefliesLife::meeting)
        .history(260)
        .added(MEETINGS)
        .followed(MEETINGS, "meeting_info.summary_status", "processing", FirefliesLife::summarize)
        .changed(Duration.ofMinutes(3), (meeting, dice) -> meeting.put("title", topic(dice)))
        .removed(Duration.ofMinutes(5))
        .keys("meeting_info.summary_status")
        .owning("bites", "transcript_id")
        .fixed("id", "date", "dateString");
  }

  private static Kind bites() {
    return Kind.of("bites", (dice, number) -> dice.hex(24), FirefliesLife::bite)
        .history(80)
        .added(Duration.ofMinutes(5))
        .changed(Duration.ofMinutes(9), (bite, dice) -> bite.put("name", "Cut " + dice.digits(3)))
        .removed(Duration.ofMinutes(20))
        .keys("transcript_id")
        .fixed("id", "transcript_id", "created_at");
  }

  private static String topic(Dice dice) {
    return dice.pick(TOPICS) + " " + dice.between(1, 99);
  }

  private static ObjectNode user(Kind.Birth birth) {
    String name = Names.person(birth.dice());
    ObjectNode user = Json.object().put("user_id", birth.id()).put("name", name);
    user.put("email", Names.email(name, birth.dice())).put("is_admin", birth.number() == 0);
    user.putArray("integrations").add("zoom");
    user.put("num_transcripts", 0).put("minutes_consumed", 0);
    user.putNull("recent_transcript").putNull("recent_meeting");
    user.put("is_calendar_in_sync", true).putArray("user_groups");
    return user;
  }

  private static void changeUser(ObjectNode user, Dice dice) {
    int more = dice.between(1, 3);
    user.put("num_transcripts", user.path("num_transcripts").asInt() + more);
    user.put("minutes_consumed", user.path("minutes_consumed").asInt() + 30 * more);
  }

  private static ObjectNode channel(Kind.Birth birth) {
    ObjectNode channel = Json.object().put("id", birth.id()).put("title", topic(birth.dice()));
    channel.put("is_private", birth.dice().percent(30));
    channel.put("created_by", birth.world().anyId("users", birth.dice(), ""));
    channel.put("created_at", birth.at().toString()).put("updated_at", birth.at().toString());
    channel.putArray("members");
    return channel;
  }

  private static ObjectNode contact(Kind.Birth birth) {
    ObjectNode contact = Json.object().put("email", birth.id());
    contact.put("name", Names.person(birth.dice())).putNull("picture");
    return contact.put("last_meeting_date", birth.at().toString());
  }

  private static ObjectNode meeting(Kind.Birth birth) {
    Dice dice = birth.dice();
    String host = Names.email(Names.person(dice), dice);
    ObjectNode meeting = Json.object().put("id", birth.id()).put("title", topic(dice));
    meeting.put("date", birth.at().toEpochMilli()).put("dateString", birth.at().toString());
    meeting.put("duration", dice.between(5, 90)).put("privacy", "teammates");
    meeting.put("is_live", false).put("host_email", host).put("organizer_email", host);
    meeting.putArray("participants").add(host);
    meeting.putArray("fireflies_users").add(host);
    meeting.put("transcript_url", "https://app.fireflies.ai/view/" + birth.id());
    meeting.put("meeting_link", "https://meet.example.com/" + dice.digits(9));
    meeting.put("calendar_id", dice.hex(12)).put("cal_id", dice.hex(12));
    meeting.put("calendar_type", "google");
    meeting.putObject("user").put("user_id", birth.world().anyId("users", dice, ""));
    meeting.putArray("channels");
    ObjectNode guest = meeting.putArray("meeting_attendees").addObject();
    guest.putNull("displayName").put("email", host).putNull("phoneNumber");
    guest.putNull("name").putNull("location");
    meeting.putArray("speakers").addObject().put("id", 0).put("name", Names.person(dice));
    ObjectNode info = meeting.putObject("meeting_info");
    info.put("silent_meeting", false).put("summary_status", "processing").put("fred_joined", true);
    meeting.putNull("summary");
    ObjectNode sentence = meeting.putArray("sentences").addObject();
    sentence.put("index", 0).put("speaker_name", "A").put("speaker_id", 0).put("text", "Hello.");
    return meeting;
  }

  private static void summarize(ObjectNode meeting, Dice dice) {
    meeting.withObject("meeting_info").put("summary_status", "processed");
    ObjectNode summary = meeting.putObject("summary");
    summary.putArray("keywords").add("plan").add("price");
    summary.put("action_items", "Call back about " + topic(dice)).put("outline", "Outline");
    summary.put("shorthand_bullet", "- plan").put("overview", "They spoke.");
    summary.put("bullet_gist", "- spoke").put("gist", "They spoke.");
    summary.put("short_summary", "They spoke.").put("short_overview", "They spoke.");
    summary.put("meeting_type", "Sales").putArray("topics_discussed").add("price");
    summary.putArray("transcript_chapters");
  }

  private static ObjectNode bite(Kind.Birth birth) {
    Dice dice = birth.dice();
    ObjectNode bite = Json.object().put("id", birth.id());
    bite.put("transcript_id", birth.world().anyId("transcripts", dice, ""));
    bite.put("user_id", birth.world().anyId("users", dice, "")).put("name", "Cut");
    bite.put("status", "ready").put("summary", "A word.").put("summary_status", "done");
    bite.put("start_time", 1.5).put("end_time", 9.5).put("media_type", "video");
    bite.putNull("thumbnail").putNull("preview").put("created_at", birth.at().toString());
    bite.putArray("privacies").add("team");
    return bite;
  }
}
