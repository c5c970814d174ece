package dev.tidemark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlackTest extends SandboxTestBase {
  private Caller slack;
  private ProviderControl control;

  @BeforeEach
  void open() {
    slack = new Caller(sandbox, "slack", "xoxb-sandbox");
    control = sandbox.provider("slack");
  }

  @AfterEach
  void close() {
    slack.close();
  }

  @Override
  SandboxSettings settings() {
    return super.settings().withGrowth(0);
  }

  private static String next(JsonNode page) {
    return page.at("/response_metadata/next_cursor").asText();
  }

  private List<ObjectNode> channels(boolean member) {
    return control.data().objects("channels").stream()
        .filter(channel -> channel.path("is_member").asBoolean() == member)
        .toList();
  }

  private List<String> history(String channel, String... more) {
    List<String> parameters = new ArrayList<>(List.of("channel", channel, "limit", "7"));
    parameters.addAll(List.of(more));
    return Caller.values(
        slack.pages(
            "/api/conversations.history",
            "cursor",
            SlackTest::next,
            parameters.toArray(String[]::new)),
        "messages",
        "ts");
  }

  @Test
  void walksEverythingOnce() {
    List<String> users =
        Caller.values(
            slack.pages("/api/users.list", "cursor", SlackTest::next, "limit", "9"),
            "members",
            "id");
    List<String> channels =
        Caller.values(
            slack.pages(
                "/api/conversations.list",
                "cursor",
                SlackTest::next,
                "types",
                "public_channel,private_channel",
                "limit",
                "2"),
            "channels",
            "id");
    List<String> messages = new ArrayList<>();
    channels(true).forEach(channel -> messages.addAll(history(channel.path("id").asText())));

    assertThat(users)
        .doesNotHaveDuplicates()
        .containsAll(Caller.there(control.data(), "users", "id"));
    assertThat(channels)
        .containsExactlyInAnyOrderElementsOf(Caller.there(control.data(), "channels", "id"));
    assertThat(messages)
        .hasSizeGreaterThan(200)
        .containsExactlyInAnyOrderElementsOf(Caller.there(control.data(), "messages", "ts"));
  }

  @Test
  void keepsADeactivatedUserInTheListButLosesAMessage() {
    String user = control.data().objects("users").getFirst().path("id").asText();
    ObjectNode message = control.data().objects("messages").getFirst();
    control.data().delete("users", user);
    control.data().delete("messages", message.path("client_msg_id").asText());

    JsonNode members = slack.get("/api/users.list", "limit", "1000").json().path("members");

    assertThat(members.findValuesAsText("id")).contains(user);
    members.forEach(one -> {
      if (one.path("id").asText().equals(user)) {
        assertThat(one.path("deleted").asBoolean()).isTrue();
      }
    });
    assertThat(history(message.path("channel").asText()))
        .doesNotContain(message.path("ts").asText());
  }

  @Test
  void findsMessagesBetweenTwoTimes() {
    String channel = channels(true).getFirst().path("id").asText();
    List<String> all = history(channel);
    String newer = all.get(2);
    String older = all.get(5);

    assertThat(all).isSortedAccordingTo((a, b) -> b.compareTo(a));
    assertThat(history(channel, "oldest", older, "latest", newer)).isEqualTo(all.subList(3, 5));
    assertThat(history(channel, "oldest", older, "latest", newer, "inclusive", "true"))
        .isEqualTo(all.subList(2, 6));
    assertThat(history(channel, "oldest", "0.0")).isEqualTo(all);
  }

  @Test
  void doesNotRepeatTheChannelInAMessage() {
    ObjectNode message = control.data().objects("messages").getFirst();
    JsonNode shown =
        slack
            .get("/api/conversations.history", "channel", message.path("channel").asText())
            .json()
            .at("/messages/0");

    assertThat(shown.path("type").asText()).isEqualTo("message");
    assertThat(shown.has("channel")).isFalse();
    assertThat(shown.path("ts").asText()).matches("\\d+\\.\\d{6}");
  }

  @Test
  void showsAThreadFromItsFirstMessageOn() {
    ObjectNode parent =
        control.data().objects("messages").stream()
            .filter(message -> message.path("reply_count").asInt() > 2)
            .findFirst()
            .orElseThrow();
    String channel = parent.path("channel").asText();
    String ts = parent.path("ts").asText();

    List<String> thread =
        Caller.values(
            slack.pages(
                "/api/conversations.replies",
                "cursor",
                SlackTest::next,
                "channel",
                channel,
                "ts",
                ts,
                "limit",
                "2"),
            "messages",
            "ts");

    assertThat(thread).hasSize(1 + parent.path("reply_count").asInt()).isSorted().startsWith(ts);
    assertThat(thread.getLast()).isEqualTo(parent.path("latest_reply").asText());
    assertThat(slack.get("/api/conversations.replies", "channel", channel, "ts", "1.0").json())
        .isEqualTo(error("thread_not_found", "thread_not_found"));
  }

  private static ObjectNode error(String code, String message) {
    ObjectNode error = Json.object().put("ok", false).put("error", code);
    error.putObject("response_metadata").putArray("messages").add("[ERROR] " + message);
    return error;
  }

  @ParameterizedTest
  @CsvSource({
    "users.list, limit, 0, invalid_arguments",
    "users.list, limit, 1001, invalid_arguments",
    "users.list, limit, ten, invalid_arguments",
    "users.list, page, 2, invalid_arguments",
    "users.list, cursor, nonsense, invalid_cursor",
    "conversations.list, types, secret, invalid_types",
    "conversations.history, limit, 5, invalid_arguments",
    "conversations.history, channel, C404, channel_not_found",
    "team.info, team, T1, invalid_arguments",
    "users.info, user, U1, unknown_method"
  })
  void refusesWith200(String method, String name, String value, String code) {
    Caller.Reply reply = slack.get("/api/" + method, name, value);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().path("ok").asBoolean(true)).isFalse();
    assertThat(reply.json().path("error").asText()).isEqualTo(code);
  }

  @Test
  void doesNotShowAChannelThatTheAppIsNotIn() {
    String channel = channels(false).getFirst().path("id").asText();

    JsonNode answer = slack.get("/api/conversations.history", "channel", channel).json();

    assertThat(answer.path("error").asText()).isEqualTo("not_in_channel");
  }

  @Test
  void knowsGoodTokensFromBad() {
    try (Caller stranger = new Caller(sandbox, "slack", "xoxb-stranger");
        Caller empty = new Caller(sandbox, "slack", "xoxb-empty")) {
      assertThat(slack.get("/api/auth.test").json().path("team_id").asText())
          .isEqualTo("T0SANDBOX");
      assertThat(stranger.get("/api/auth.test").json().path("error").asText())
          .isEqualTo("invalid_auth");
      assertThat(empty.get("/api/users.list").json().path("members")).isEmpty();
      assertThat(empty.get("/api/team.info").json().at("/team/name").asText())
          .isEqualTo("Low Water");
    }
    control.revoke();
    assertThat(slack.get("/api/auth.test").json().path("error").asText())
        .isEqualTo("token_revoked");
  }

  @Test
  void limitsWithAStatusAndTheSecondsToWait() {
    control.rateLimit(new RateLimit(1, Duration.ofSeconds(30)));
    slack.get("/api/auth.test");
    clock.advance(Duration.ofSeconds(10));

    Caller.Reply reply = slack.get("/api/auth.test");

    assertThat(reply.status()).isEqualTo(429);
    assertThat(reply.header("retry-after")).contains("20");
    assertThat(reply.json().path("error").asText()).isEqualTo("ratelimited");
  }

  @Test
  void growsChangesAndLosesMessages() {
    try (Sandbox living = Sandbox.start(SandboxSettings.with(clock))) {
      ProviderControl.Data data = living.provider("slack").data();
      List<ObjectNode> before = data.objects("messages");
      clock.advance(Duration.ofHours(1));
      List<ObjectNode> after = data.objects("messages");

      assertThat(after.stream().filter(message -> !before.contains(message)).count())
          .isGreaterThan(200);
      assertThat(before).anyMatch(message -> !after.contains(message));
    }
  }
}
