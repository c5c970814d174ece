package dev.tidemark.server.providers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.UnaryOperator;

/** The providers of messages, calls and calendars. */
final class CommunicationCases {
  private static final ProviderCase SLACK =
      ProviderCase.of("slack")
          .model(
              "SlackMessage",
              "messages",
              List.of("channel", "ts", "client_msg_id"),
              UnaryOperator.identity())
          .model("SlackUser", "users")
          .model("SlackChannel", "channels")
          .model("SlackTeam", "team")
          .build();

  private static final ProviderCase FIREFLIES =
      ProviderCase.of("fireflies")
          .model(
              "FirefliesTranscript",
              "transcripts",
              List.of("id"),
              CommunicationCases::withoutSentences)
          .model("FirefliesBite", "bites")
          .model("FirefliesContact", "contacts", List.of("email"), UnaryOperator.identity())
          .model("FirefliesUser", "users", List.of("user_id"), UnaryOperator.identity())
          .model("FirefliesChannel", "channels")
          .build();

  private static final ProviderCase GRANOLA =
      ProviderCase.of("granola")
          .model("GranolaNote", "notes", List.of("id"), CommunicationCases::asListed)
          .model("GranolaNoteDetail", "notes")
          .model("GranolaFolder", "folders")
          .build();

  private static final ProviderCase GOOGLE_CALENDAR =
      ProviderCase.of("google-calendar")
          .model(
              "GoogleCalendarEvent",
              "events",
              List.of("calendarId", "id"),
              UnaryOperator.identity())
          .model("GoogleCalendarList", "calendars")
          .build();

  private static final ProviderCase GOOGLE_MAIL =
      ProviderCase.of("google-mail")
          .model("GmailMessage", "messages")
          .model("GmailThread", "threads")
          .model("GmailLabel", "labels")
          .build();

  private CommunicationCases() {}

  private static ObjectNode withoutSentences(ObjectNode transcript) {
    transcript.remove("sentences");
    return transcript;
  }

  private static ObjectNode asListed(ObjectNode note) {
    return note.retain("id", "object", "title", "owner", "created_at", "updated_at");
  }

  static List<ProviderCase> all() {
    return List.of(SLACK, FIREFLIES, GRANOLA, GOOGLE_CALENDAR, GOOGLE_MAIL);
  }
}
