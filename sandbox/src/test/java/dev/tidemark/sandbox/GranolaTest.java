package dev.tidemark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GranolaTest extends SandboxTestBase {
  private Caller granola;
  private ProviderControl control;

  @BeforeEach
  void open() {
    granola = new Caller(sandbox, "granola", "grn_sandbox");
    control = sandbox.provider("granola");
  }

  @AfterEach
  void close() {
    granola.close();
  }

  @Override
  SandboxSettings settings() {
    return super.settings().withGrowth(0);
  }

  private static String withoutNull(JsonNode page) {
    return page.path("cursor").isNull() ? "" : page.path("cursor").asText();
  }

  @ParameterizedTest
  @CsvSource({"notes, 30", "folders, 3"})
  void walksEverythingOnce(String collection, String size) {
    List<JsonNode> pages =
        granola.pages("/v1/" + collection, "cursor", GranolaTest::withoutNull, "page_size", size);

    assertThat(pages).hasSizeGreaterThan(2);
    assertThat(pages.getLast().path("hasMore").asBoolean()).isFalse();
    assertThat(pages.getFirst().path("hasMore").asBoolean()).isTrue();
    assertThat(Caller.values(pages, collection, "id"))
        .containsExactlyInAnyOrderElementsOf(Caller.there(control.data(), collection, "id"));
  }

  @Test
  void findsNotesThatWereChangedSince() {
    clock.advance(Duration.ofMinutes(10));
    Instant since = clock.instant();
    clock.advance(Duration.ofMinutes(10));
    String id = control.data().objects("notes").get(7).path("id").asText();
    control.data().change("notes", id, Json.object().put("title", "Anew"));
    String other = control.data().add("notes", Json.object()).path("id").asText();

    JsonNode found = granola.get("/v1/notes", "updated_after", since.toString()).json();

    assertThat(Caller.values(List.of(found), "notes", "id")).containsExactly(other, id);
    assertThat(granola.get("/v1/notes", "created_after", since.toString()).json().path("notes"))
        .as("a note comes when its summary is written, which is long after the meeting")
        .isEmpty();
  }

  @Test
  void showsTheTranscriptToThoseWhoAskForIt() {
    ObjectNode note = control.data().objects("notes").getFirst();
    String path = "/v1/notes/" + note.path("id").asText();

    assertThat(granola.get(path, "include", "transcript").json()).isEqualTo(note);
    assertThat(granola.get(path).json().path("transcript").isNull()).isTrue();
    assertThat(granola.get("/v1/notes").json().at("/notes/0").fieldNames())
        .toIterable()
        .containsExactly("id", "object", "title", "owner", "created_at", "updated_at");
    control.data().delete("notes", note.path("id").asText());
    assertThat(granola.get(path).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/notes, page_size, 31",
    "/v1/notes, page_size, 0",
    "/v1/notes, updated_after, yesterday",
    "/v1/notes, cursor, nonsense",
    "/v1/notes, limit, 5",
    "/v1/folders, page_size, 31"
  })
  void refusesSloppyRequests(String path, String name, String value) {
    Caller.Reply reply = granola.get(path, name, value);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("code").asText()).isEqualTo("BAD_REQUEST");
  }

  @Test
  void knowsGoodKeysFromBad() {
    try (Caller stranger = new Caller(sandbox, "granola", "grn_stranger");
        Caller empty = new Caller(sandbox, "granola", "grn_empty")) {
      assertThat(stranger.get("/v1/notes").status()).isEqualTo(401);
      assertThat(empty.get("/v1/notes").json().path("notes")).isEmpty();
      assertThat(empty.get("/v1/notes").json().path("hasMore").asBoolean()).isFalse();
    }
    control.rateLimit(new RateLimit(1, Duration.ofSeconds(5)));
    granola.get("/v1/notes");
    Caller.Reply limited = granola.get("/v1/notes");
    assertThat(limited.status()).isEqualTo(429);
    assertThat(limited.header("retry-after")).as("none is documented").isEmpty();
  }
}
