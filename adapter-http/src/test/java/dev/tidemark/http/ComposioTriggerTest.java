package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.failure.Failure;
import dev.tidemark.domain.failure.FailureCode;
import dev.tidemark.domain.sync.CurrentRun;
import dev.tidemark.domain.sync.Hold;
import dev.tidemark.domain.sync.RunId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ComposioTriggerTest {
  private static final String TRIGGER = "/sync/trigger";

  private World world;
  private Connector connector;
  private Admin admin;

  @BeforeEach
  void start() {
    world = new World();
    connector = world.connector;
    admin = Admin.of(world);
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private String runId() {
    return connector.toolsSync().currentRun().id().orElseThrow().value();
  }

  private void checkAccepted(Reply reply, String run, String state, String mode, boolean joined) {
    assertThat(reply.status()).isEqualTo(202);
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    assertThat(reply.body())
        .isEqualTo(
            "{\"run_id\":\"%s\",\"state\":\"%s\",\"mode\":\"%s\",\"joined\":%s}"
                .formatted(run, state, mode, joined));
  }

  @Test
  void queuesAnIncrementalRunIfNothingIsSaid() {
    connector.configure().idle();

    Reply reply = admin.post(TRIGGER, "");

    assertThat(connector.toolsSync().currentRun()).isInstanceOf(CurrentRun.Queued.class);
    checkAccepted(reply, runId(), "queued", "incremental", false);
    assertThat(reply.headers().map()).doesNotContainKey("idempotency-replayed");
    assertThat(world.store.due(Connector.TOOLS)).hasValue(World.START);
  }

  @Test
  void takesEveryWayOfSayingNothing() {
    connector.configure().idle();
    String head = "POST /v1/admin/composio/sync/trigger HTTP/1.1\r\nHost: x\r\n";
    String key = "X-API-Key: " + World.BOSS_KEY + "\r\n";
    for (String rest :
        List.of(
            "\r\n",
            "Content-Length: 0\r\n\r\n",
            "Content-Type: application/json\r\n\r\n",
            "Content-Type: application/json\r\nContent-Length: 0\r\n\r\n",
            "Content-Type: text/plain\r\nContent-Length: 0\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}")) {
      try (RawHttp raw = new RawHttp(world.server.port())) {
        RawHttp.Answer answer = raw.send(head + key + rest).read(true);

        assertThat(answer.status()).as(rest).isEqualTo(202);
        assertThat(answer.body()).as(rest).contains("\"mode\":\"incremental\"");
      }
    }
  }

  @Test
  void queuesAFullRunIfThatIsAsked() {
    connector.configure().idle();

    checkAccepted(admin.post(TRIGGER, "{\"mode\":\"full\"}"), runId(), "queued", "full", false);
  }

  @Test
  void saysFullWhereARunReadsEverythingAnyway() {
    connector.configure();

    checkAccepted(
        admin.post(TRIGGER, "{\"mode\":\"incremental\"}"), runId(), "queued", "full", true);
  }

  @Test
  void joinsTheRunThatIsActive() {
    connector.configure().begin();
    checkAccepted(admin.post(TRIGGER, ""), "run_first_ComposioTool", "running", "full", true);
  }

  @Test
  void joinsTheRunThatWaits() {
    connector.configure().suspend();
    checkAccepted(admin.post(TRIGGER, "{}"), "run_first_ComposioTool", "waiting", "full", true);
  }

  @Test
  void refusesOtherBodies() {
    connector.configure().idle();
    String message = "mode must be full or incremental";
    AdminErrors.invalid(admin.post(TRIGGER, "{\"mode\":\"FULL\"}"), "mode", message);
    AdminErrors.invalid(admin.post(TRIGGER, "{\"mode\":\"\"}"), "mode", message);
    AdminErrors.invalid(admin.post(TRIGGER, "{\"mode\":null}"), "mode", "mode must be a string");
    AdminErrors.invalid(admin.post(TRIGGER, "{\"mode\":true}"), "mode", "mode must be a string");
    AdminErrors.invalid(
        admin.post(TRIGGER, "{\"full\":true}"), "full", "The request body takes mode only");
    assertThat(admin.post(TRIGGER, "[]").status()).isEqualTo(400);
    assertThat(connector.toolsSync().currentRun()).isInstanceOf(CurrentRun.None.class);
  }

  @Test
  void startsNothingWhileTheConnectorIsHeldAndSaysWhy() {
    connector.configure().idle();
    connector.change(sync -> sync.held(new Hold.PausedByUser(World.START)));
    AdminErrors.conflict(
        admin.post(TRIGGER, ""), "paused", "The connector is paused; resume it first");

    Failure failure =
        new Failure(FailureCode.AUTH, false, "The API key was rejected", "Set another one");
    connector.change(sync ->
        sync.released(new RunId("run_x"), World.START)
            .held(new Hold.HaltedBySystem(failure, World.START)));
    AdminErrors.conflict(
        admin.post(TRIGGER, ""),
        "halted",
        "The connector is halted (The API key was rejected); mend that, then resume it");

    connector.change(sync -> sync.held(new Hold.AwaitingSetup("some-step", World.START)));
    AdminErrors.conflict(
        admin.post(TRIGGER, ""),
        "awaiting_setup",
        "The connector waits for a step of its setup: some-step");
  }

  @Test
  void saysWhichSettingIsMissingIfThereIsNoKeyOfTheCatalogue() {
    AdminErrors.notConfigured(admin.post(TRIGGER, "{\"mode\":\"full\"}"));
  }

  @Test
  void answersARepeatedRequestAsItDidBefore() {
    connector.configure().idle();
    Reply first = admin.post(TRIGGER, "", "Idempotency-Key", "a-1");
    connector.begin();

    Reply second = admin.post(TRIGGER, "{}", "Idempotency-Key", "a-1");

    assertThat(second.status()).isEqualTo(202);
    assertThat(second.body()).isEqualTo(first.body()).contains("\"state\":\"queued\"");
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(first.headers().map()).doesNotContainKey("idempotency-replayed");
    assertThat(admin.post(TRIGGER, "", "Idempotency-Key", "a-2").json().path("state").asText())
        .isEqualTo("running");
  }

  @Test
  void refusesAKeyThatStandsForAnotherRequest() {
    connector.configure().idle();
    admin.post(TRIGGER, "", "Idempotency-Key", "a-1");

    AdminErrors.check(
        admin.post(TRIGGER, "{\"mode\":\"full\"}", "Idempotency-Key", "a-1"),
        422,
        "IDEMPOTENCY_KEY_REUSED",
        "idempotency_error",
        "This Idempotency-Key was sent with another request before",
        "The idempotency key belongs to another request");
  }

  @Test
  void takesTheSameKeyOfAnotherOwnerForAnotherKey() {
    connector.configure().idle();
    admin.post(TRIGGER, "", "Idempotency-Key", "a-1");

    Reply other =
        new Admin(world.http(), World.CHANGE_KEY)
            .post(TRIGGER, "{\"mode\":\"full\"}", "Idempotency-Key", "a-1");

    assertThat(other.status()).isEqualTo(202);
    assertThat(other.headers().map()).doesNotContainKey("idempotency-replayed");
    assertThat(other.json().path("joined").asBoolean()).isTrue();
  }

  @Test
  void forgetsAKeyAfterADay() {
    connector.configure().idle();
    admin.post(TRIGGER, "", "Idempotency-Key", "a-1");
    world.now.updateAndGet(now -> now.plusSeconds(86_400));

    Reply later = admin.post(TRIGGER, "{\"mode\":\"full\"}", "Idempotency-Key", "a-1");

    assertThat(later.status()).isEqualTo(202);
    assertThat(later.headers().map()).doesNotContainKey("idempotency-replayed");
  }

  @Test
  void takesAKeyInQuotesForTheSameAsWithoutThem() {
    connector.configure().idle();
    admin.post(TRIGGER, "", "Idempotency-Key", "a\"b\\c");
    for (String same : List.of("\"a\\\"b\\\\c\"", "  \"a\\\"b\\\\c\" ", "a\"b\\c")) {
      assertThat(admin.post(TRIGGER, "", "Idempotency-Key", same).header("Idempotency-Replayed"))
          .as(same)
          .isEqualTo("true");
    }
    assertThat(admin.post(TRIGGER, "", "Idempotency-Key", "\"" + "k".repeat(255) + "\"").status())
        .isEqualTo(202);
    assertThat(
            admin
                .post(TRIGGER, "", "Idempotency-Key", "k".repeat(255))
                .header("Idempotency-Replayed"))
        .isEqualTo("true");
  }

  @Test
  void refusesWhatIsNoKey() {
    connector.configure().idle();
    for (String value :
        List.of(
            "",
            "\"\"",
            "\"",
            "\"abc",
            "\"abc\"x",
            "\"abc\";p=1",
            "\"a\\bc\"",
            "\"a b\"",
            "a b",
            "k".repeat(256),
            "\"" + "k".repeat(6_000) + "\"",
            "\"" + "\\\\".repeat(3_000) + "\"",
            "\"" + "k".repeat(256) + "\"")) {
      AdminErrors.invalid(
          admin.post(TRIGGER, "", "Idempotency-Key", value),
          "Idempotency-Key",
          "Idempotency-Key has 1 to 255 visible ASCII characters");
    }
    AdminErrors.invalid(
        admin.post(TRIGGER, "", "Idempotency-Key", "a", "Idempotency-Key", "a"),
        "Idempotency-Key",
        "Idempotency-Key must be sent once");
    assertThat(connector.toolsSync().currentRun()).isInstanceOf(CurrentRun.None.class);
  }

  @Test
  void refusesAKeyThatIsNotAscii() {
    connector.configure().idle();
    try (RawHttp raw = new RawHttp(world.server.port())) {
      raw.send(
          "POST /v1/admin/composio/sync/trigger HTTP/1.1\r\nHost: x\r\nX-API-Key: "
              + World.BOSS_KEY
              + "\r\nIdempotency-Key: caf\u00e9\r\n\r\n");
      assertThat(raw.read(true).status()).isEqualTo(400);
    }
  }
}
