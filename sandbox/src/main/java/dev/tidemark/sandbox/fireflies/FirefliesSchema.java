package dev.tidemark.sandbox.fireflies;

import dev.tidemark.sandbox.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What can be asked for: the part of Fireflies' published schema that the emulator has. */
final class FirefliesSchema {
  private static final String USER =
      """
      { user_id email name is_admin integrations num_transcripts minutes_consumed recent_transcript
      recent_meeting is_calendar_in_sync user_groups { id name handle } }
      """;

  private static final List<GraphQlField> SHAPE =
      GraphQlReader.read(
          "{ user "
              + USER
              + " users "
              + USER
              + """
              channels { id title is_private created_by created_at updated_at
                members { user_id email name } }
              contacts { email name picture last_meeting_date }
              transcripts { id title date dateString duration privacy is_live host_email
                organizer_email participants fireflies_users transcript_url meeting_link
                calendar_id cal_id calendar_type
                user { user_id }
                channels { id }
                meeting_attendees { displayName email phoneNumber name location }
                speakers { id name }
                meeting_info { silent_meeting summary_status fred_joined }
                summary { keywords action_items outline shorthand_bullet overview bullet_gist
                  gist short_summary short_overview meeting_type topics_discussed
                  transcript_chapters }
                sentences { index speaker_name speaker_id text } }
              bites { id transcript_id user_id name status summary summary_status start_time
                end_time media_type thumbnail preview created_at privacies } }
              """,
          Json.object());

  private static final Map<String, Set<String>> ARGUMENTS =
      Map.of(
          "transcripts", Set.of("limit", "skip", "fromDate", "toDate"),
          "bites", Set.of("limit", "skip", "mine", "my_team", "transcript_id"));

  private FirefliesSchema() {}

  /** Refuses what the schema does not have. */
  static void check(GraphQlField field) {
    check(field, SHAPE, "Query");
    Set<String> known = ARGUMENTS.getOrDefault(field.name(), Set.of());
    for (String argument : field.arguments().keySet()) {
      if (!known.contains(argument)) {
        throw new IllegalArgumentException(
            "Unknown argument \"" + argument + "\" on field \"Query." + field.name() + "\".");
      }
    }
  }

  private static void check(GraphQlField field, List<GraphQlField> shape, String type) {
    Optional<GraphQlField> known =
        shape.stream().filter(there -> there.name().equals(field.name())).findFirst();
    if (known.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot query field \"" + field.name() + "\" on type \"" + type + "\".");
    }
    List<GraphQlField> inner = known.get().fields();
    if (inner.isEmpty() != field.fields().isEmpty()) {
      throw new IllegalArgumentException(
          "Field \""
              + field.name()
              + (inner.isEmpty()
                  ? "\" must not have a selection of subfields."
                  : "\" must have a selection of subfields."));
    }
    field.fields().forEach(wanted -> check(wanted, inner, field.name()));
  }
}
