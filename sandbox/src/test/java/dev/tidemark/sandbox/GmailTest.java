package dev.tidemark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GmailTest extends SandboxTestBase {
  private static final String ME = "/gmail/v1/users/me";

  private Caller gmail;
  private ProviderControl control;

  @BeforeEach
  void open() {
    gmail = new Caller(sandbox, "google-mail", "ya29.sandbox");
    control = sandbox.provider("google-mail");
  }

  @AfterEach
  void close() {
    gmail.close();
  }

  @Override
  SandboxSettings settings() {
    return super.settings().withGrowth(0);
  }

  private List<JsonNode> pages(String list, String... parameters) {
    return gmail.pages(
        ME + "/" + list, "pageToken", page -> page.path("nextPageToken").asText(), parameters);
  }

  private String historyId() {
    return gmail.get(ME + "/profile").json().path("historyId").asText();
  }

  private void relabel(ObjectNode message, String... labels) {
    ObjectNode change = Json.object();
    List.of(labels).forEach(change.withArray("labelIds")::add);
    control.data().change("messages", message.path("id").asText(), change);
  }

  @ParameterizedTest
  @CsvSource({"messages, 40", "threads, 40"})
  void walksEverythingOnce(String list, String size) {
    List<JsonNode> pages = pages(list, "maxResults", size, "includeSpamTrash", "true");

    assertThat(pages).hasSizeGreaterThan(2);
    assertThat(Caller.values(pages, list, "id"))
        .isEqualTo(Caller.there(control.data(), list, "id").reversed());
  }

  @Test
  void listsIdsAloneAndHidesSpamAndTrash() {
    ObjectNode message = control.data().objects("messages").getFirst();
    relabel(message, "TRASH");

    List<JsonNode> pages = pages("messages");

    assertThat(pages.getFirst().at("/messages/0").fieldNames())
        .toIterable()
        .containsExactly("id", "threadId");
    assertThat(Caller.values(pages, "messages", "id")).doesNotContain(message.path("id").asText());
    assertThat(
            Caller.values(
                pages("messages", "labelIds", "TRASH", "includeSpamTrash", "true"),
                "messages",
                "id"))
        .contains(message.path("id").asText());
  }

  @Test
  void showsAMessageInSeveralForms() {
    ObjectNode message = control.data().objects("messages").getFirst();
    String path = ME + "/messages/" + message.path("id").asText();

    assertThat(gmail.get(path, "format", "metadata").json()).isEqualTo(message);
    assertThat(gmail.get(path, "format", "minimal").json().has("payload")).isFalse();
    assertThat(gmail.get(path).json().at("/payload/body/data").asText()).isNotEmpty();
    assertThat(
            gmail
                .get(path, "format", "metadata", "metadataHeaders", "Subject")
                .json()
                .at("/payload/headers"))
        .hasSize(1);
    assertThat(gmail.get(path, "format", "raw").status()).isEqualTo(400);
  }

  @Test
  void keepsAThreadAsLongAsItHasMessages() {
    ObjectNode message =
        control.data().objects("messages").stream()
            .filter(one -> !one.path("id").equals(one.path("threadId")))
            .findFirst()
            .orElseThrow();
    String thread = message.path("threadId").asText();
    JsonNode whole = gmail.get(ME + "/threads/" + thread).json();
    List<String> members = Caller.values(List.of(whole), "messages", "id");
    assertThat(members).hasSizeGreaterThan(1).contains(message.path("id").asText());

    control.data().delete("messages", members.getFirst());
    JsonNode rest = gmail.get(ME + "/threads/" + thread).json();
    assertThat(rest.path("messages")).hasSize(members.size() - 1);
    assertThat(rest.path("historyId").asLong()).isGreaterThan(whole.path("historyId").asLong());

    members.subList(1, members.size()).forEach(id -> control.data().delete("messages", id));
    assertThat(gmail.get(ME + "/threads/" + thread).status()).isEqualTo(404);
  }

  @Test
  void tellsTheHistoryOldestFirst() {
    String start = historyId();
    List<ObjectNode> there = control.data().objects("messages");
    String added = control.data().add("messages", Json.object()).path("id").asText();
    relabel(there.get(1), "INBOX", "STARRED", "UNREAD");
    relabel(there.get(1), "TRASH");
    String gone = there.get(2).path("id").asText();
    control.data().delete("messages", gone);

    List<JsonNode> pages = pages("history", "startHistoryId", start, "maxResults", "2");

    List<JsonNode> entries = new ArrayList<>();
    pages.forEach(page -> page.path("history").forEach(entries::add));
    assertThat(entries).hasSize(4);
    assertThat(entries.get(0).at("/messagesAdded/0/message/id").asText()).isEqualTo(added);
    assertThat(entries.get(1).at("/labelsAdded/0/message/labelIds")).hasSize(3);
    assertThat(entries.get(2).at("/labelsAdded/0/labelIds/0").asText()).isEqualTo("TRASH");
    assertThat(entries.get(2).at("/labelsRemoved/0/labelIds")).hasSize(3);
    assertThat(entries.get(3).at("/messagesDeleted/0/message/id").asText()).isEqualTo(gone);
    assertThat(pages.getLast().path("historyId").asText()).isEqualTo(historyId());
    JsonNode nothing = gmail.get(ME + "/history", "startHistoryId", historyId()).json();
    assertThat(nothing.has("history")).isFalse();
  }

  @Test
  void forgetsItsHistoryAfterAWeek() {
    String start = historyId();
    relabel(control.data().objects("messages").getFirst(), "TRASH");
    assertThat(gmail.get(ME + "/history", "startHistoryId", start).status()).isEqualTo(200);

    clock.advance(Duration.ofDays(8));

    Caller.Reply reply = gmail.get(ME + "/history", "startHistoryId", start);
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.json().at("/error/errors/0/reason").asText()).isEqualTo("notFound");
    assertThat(gmail.get(ME + "/history", "startHistoryId", historyId()).status()).isEqualTo(200);
  }

  @Test
  void toldHistoryLeadsFromOneStateToTheOther() {
    try (Sandbox living = Sandbox.start(SandboxSettings.with(clock));
        Caller reader = new Caller(living, "google-mail", "ya29.sandbox")) {
      ProviderControl.Data data = living.provider("google-mail").data();
      Set<String> known = new HashSet<>(Caller.there(data, "messages", "id"));
      String start = reader.get(ME + "/profile").json().path("historyId").asText();
      clock.advance(Duration.ofHours(1));

      for (JsonNode page :
          reader.pages(
              ME + "/history",
              "pageToken",
              answer -> answer.path("nextPageToken").asText(),
              "startHistoryId",
              start)) {
        for (JsonNode entry : page.path("history")) {
          entry.path("messagesAdded").forEach(one -> known.add(one.at("/message/id").asText()));
          entry
              .path("messagesDeleted")
              .forEach(one -> known.remove(one.at("/message/id").asText()));
        }
      }

      assertThat(known).containsExactlyInAnyOrderElementsOf(Caller.there(data, "messages", "id"));
    }
  }

  @Test
  void listsLabelsWhole() {
    JsonNode labels = gmail.get(ME + "/labels").json().path("labels");

    assertThat(labels.findValuesAsText("id")).contains("INBOX", "Label_1").hasSize(12);
  }

  @ParameterizedTest
  @CsvSource({
    "messages, maxResults, 501, 400",
    "messages, maxResults, many, 400",
    "messages, pageToken, nonsense, 400",
    "messages, limit, 5, 400",
    "messages/none, format, full, 404",
    "threads/none, format, full, 404",
    "history, maxResults, 5, 400",
    "history, startHistoryId, yesterday, 400",
    "history, startHistoryId, 999999999, 404",
    "labels, maxResults, 5, 400"
  })
  void refusesSloppyRequests(String path, String name, String value, int status) {
    Caller.Reply reply = gmail.get(ME + "/" + path, name, value);

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.json().at("/error/code").asInt()).isEqualTo(status);
  }

  @Test
  void knowsGoodTokensFromBadAndLeavesEmptyListsOut() {
    try (Caller stranger = new Caller(sandbox, "google-mail", "ya29.stranger");
        Caller empty = new Caller(sandbox, "google-mail", "ya29.empty")) {
      assertThat(stranger.get(ME + "/profile").status()).isEqualTo(401);
      assertThat(empty.get(ME + "/messages").json().has("messages")).isFalse();
      assertThat(empty.get(ME + "/profile").json().path("historyId").asText()).isEqualTo("1000");
    }
    control.rateLimit(new RateLimit(1, Duration.ofMinutes(1)));
    gmail.get(ME + "/profile");
    Caller.Reply limited = gmail.get(ME + "/profile");
    assertThat(limited.status()).isEqualTo(403);
    assertThat(limited.json().at("/error/errors/0/reason").asText()).isEqualTo("rateLimitExceeded");
  }
}
