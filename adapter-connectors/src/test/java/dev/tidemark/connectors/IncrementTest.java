package dev.tidemark.connectors;

import static dev.tidemark.connectors.support.FakeProvider.Answer.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.connector.ModelReader;
import dev.tidemark.connectors.support.Acme;
import dev.tidemark.connectors.support.Acme.Copy;
import dev.tidemark.connectors.support.FakeProvider.Asked;
import dev.tidemark.connectors.support.Manifests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IncrementTest {
  private static final long NOON = Acme.NOON.getEpochSecond();

  private static String person(String id, long updated) {
    return "{\"id\":\"" + id + "\",\"updated\":" + updated + "}";
  }

  @Test
  void startsAtTheNewestTimeSeenLessTheLookBack() {
    try (Acme acme =
        Acme.with(
            Manifests.people().stream(Manifests.BY_TIME).toString(),
            asked ->
                ok(
                    "{\"data\":["
                        + person("a", NOON - 500)
                        + ","
                        + person("b", NOON - 900)
                        + "]}"))) {
      Copy copy = acme.full("AcmePerson", new Copy());
      assertThat(acme.provider().lastAsked().parameter("since")).isEqualTo("0");

      acme.increment("AcmePerson", copy);
      assertThat(acme.provider().lastAsked().parameter("since"))
          .isEqualTo(String.valueOf(NOON - 500 - 60));
    }
  }

  @Test
  void readsTimesByTheFormatsOfRecordsBeforeTheOneThatIsSent() {
    String byMilliseconds = Manifests.BY_TIME + "  cursor_datetime_formats: [\"%ms\"]\n";
    try (Acme acme =
        Acme.with(
            Manifests.people().stream(byMilliseconds).toString(),
            asked -> ok("{\"data\":[" + person("a", (NOON - 500) * 1000) + "]}"))) {
      Copy copy = acme.full("AcmePerson", new Copy());
      acme.increment("AcmePerson", copy);

      assertThat(acme.provider().lastAsked().parameter("since"))
          .isEqualTo(String.valueOf(NOON - 500 - 60));
    }
  }

  @Test
  void neverStartsAfterTheStartOfThePassBefore() {
    try (Acme acme =
        Acme.with(
            Manifests.people().retriever(Manifests.BY_CURSOR).stream(Manifests.BY_TIME).toString(),
            asked ->
                asked.parameter("after").isEmpty()
                    ? ok("{\"data\":[" + person("a", NOON - 500) + "],\"next\":\"2\"}")
                    : ok("{\"data\":[" + person("b", NOON + 700) + "]}"))) {
      Copy copy = new Copy();
      try (ModelReader reader = acme.open("AcmePerson", true, Optional.empty())) {
        copy.store((Fetched.Page) reader.next());
        acme.advance(Duration.ofMinutes(15));
        copy.store((Fetched.Page) reader.next());
      }
      acme.increment("AcmePerson", copy);

      Asked first = acme.provider().asked().get(2);
      assertThat(first.parameter("since")).isEqualTo(String.valueOf(NOON - 60));
    }
  }

  @Test
  void keepsItsMarkWhenAnIncrementSeesNothing() {
    List<String> answers = new ArrayList<>(List.of("{\"data\":[" + person("a", NOON - 500) + "]}"));
    try (Acme acme =
        Acme.with(
            Manifests.people().stream(Manifests.BY_TIME).toString(),
            asked -> ok(answers.isEmpty() ? "{\"data\":[]}" : answers.remove(0)))) {
      Copy copy = acme.full("AcmePerson", new Copy());
      acme.increment("AcmePerson", copy);
      acme.advance(Duration.ofDays(3));
      acme.increment("AcmePerson", copy);

      assertThat(acme.provider().lastAsked().parameter("since"))
          .isEqualTo(String.valueOf(NOON - 560));
    }
  }

  @Test
  void cutsAPassIntoSlicesThatDoNotOverlap() {
    try (Acme acme =
        Acme.with(
            Manifests.people().stream(
                    """
                    incremental_sync:
                      type: DatetimeBasedCursor
                      cursor_field: day
                      datetime_format: "%Y-%m-%d"
                      start_datetime: "2025-11-15"
                      step: P1M
                      cursor_granularity: P1D
                      start_time_option:
                        {type: RequestOption, inject_into: request_parameter, field_name: from}
                      end_time_option:
                        {type: RequestOption, inject_into: request_parameter, field_name: to}
                    """)
                .toString(),
            asked -> ok("{\"data\":[]}"))) {
      Copy copy = acme.full("AcmePerson", new Copy());

      assertThat(acme.provider().asked())
          .extracting(asked -> asked.parameter("from") + ".." + asked.parameter("to"))
          .containsExactly(
              "2025-11-15..2025-12-14",
              "2025-12-15..2026-01-14",
              "2026-01-15..2026-02-14",
              "2026-02-15..2026-03-01");
      assertThat(copy.pages())
          .extracting(Fetched.Page::last)
          .containsExactly(false, false, false, true);
    }
  }

  @Test
  void goesOnInTheMiddleOfASlice() {
    String manifest =
        Manifests.people().retriever(Manifests.BY_CURSOR).stream(
                """
                incremental_sync:
                  type: DatetimeBasedCursor
                  cursor_field: day
                  datetime_format: "%Y-%m-%d"
                  start_datetime: "2026-01-01"
                  step: P1M
                  cursor_granularity: P1D
                  start_time_option:
                    {type: RequestOption, inject_into: request_parameter, field_name: from}
                """)
            .toString();
    try (Acme acme =
        Acme.with(
            manifest,
            asked ->
                asked.parameter("after").isEmpty()
                    ? ok("{\"data\":[],\"next\":\"2\"}")
                    : ok("{\"data\":[]}"))) {
      Copy copy = new Copy();
      while (copy.pages().isEmpty() || !copy.pages().get(copy.pages().size() - 1).last()) {
        try (ModelReader reader = acme.open("AcmePerson", true, copy.checkpoint())) {
          copy.store((Fetched.Page) reader.next());
          // By the time of the next attempt another day has begun, but it is the same pass.
          acme.advance(Duration.ofDays(40));
        }
      }
      assertThat(acme.provider().asked())
          .extracting(asked -> asked.parameter("from") + "/" + asked.parameter("after"))
          .containsExactly(
              "2026-01-01/",
              "2026-01-01/2",
              "2026-02-01/",
              "2026-02-01/2",
              "2026-03-01/",
              "2026-03-01/2");
    }
  }

  @Test
  void stopsADataFeedAtTheFirstPageThatReachesWhatIsKnown() {
    try (Acme acme =
        Acme.with(
            Manifests.people().retriever(Manifests.BY_CURSOR).stream(
                    Manifests.BY_TIME + "  is_data_feed: true\n")
                .toString(),
            asked ->
                switch (asked.parameter("after")) {
                  case "" ->
                      ok(
                          "{\"data\":["
                              + person("c", NOON - 10)
                              + ","
                              + person("b", NOON - 20)
                              + "],\"next\":\"2\"}");
                  case "2" ->
                      ok(
                          "{\"data\":["
                              + person("a", NOON - 30)
                              + ","
                              + person("z", NOON - 900)
                              + "],\"next\":\"3\"}");
                  default -> ok("{\"data\":[" + person("y", NOON - 990) + "]}");
                })) {
      Copy copy = acme.full("AcmePerson", new Copy());
      assertThat(copy.records()).hasSize(5);

      Copy later = new Copy();
      later.store(copy.pages().get(2));
      acme.increment("AcmePerson", later);
      List<Fetched.Page> pages = later.pages().subList(1, later.pages().size());

      assertThat(pages).hasSize(2);
      assertThat(pages.stream().flatMap(page -> page.records().stream()))
          .extracting(data -> data.key().value())
          .containsExactly("c", "b", "a");
    }
  }

  @Test
  void dropsOldRecordsOfAProviderThatCannotFilter() {
    try (Acme acme =
        Acme.with(
            Manifests.people().stream(
                    Manifests.BY_TIME.replaceAll("(?m)^.*start_time_option.*$\n", "")
                        + "  is_client_side_incremental: true\n")
                .toString(),
            asked ->
                ok(
                    "{\"data\":["
                        + person("a", NOON - 900)
                        + ","
                        + person("b", NOON - 10)
                        + ","
                        + "{\"id\":\"timeless\"}]}"))) {
      Copy copy = acme.full("AcmePerson", new Copy());
      assertThat(copy.records()).hasSize(3);
      assertThat(acme.increment("AcmePerson", copy).pages().get(1).records())
          .extracting(data -> data.key().value())
          .containsExactly("b", "timeless");
    }
  }

  @Test
  void beginsAPassAnewWhenTheManifestHasChangedMeanwhile() {
    Copy copy = new Copy();
    String manifest = Manifests.people().retriever(Manifests.BY_CURSOR).toString();
    try (Acme acme =
            Acme.with(manifest, asked -> ok("{\"data\":[{\"id\":\"a\"}],\"next\":\"2\"}"));
        ModelReader reader = acme.open("AcmePerson", true, Optional.empty())) {
      copy.store((Fetched.Page) reader.next());
    }
    try (Acme acme =
            Acme.with(
                manifest.replace("path: people", "path: persons"), asked -> ok("{\"data\":[]}"));
        ModelReader reader = acme.open("AcmePerson", true, copy.checkpoint())) {
      reader.next();

      assertThat(acme.provider().lastAsked().parameter("after")).isEmpty();
    }
  }

  @Test
  void doesNotAskForAStretchOfTimeThatIsOver() {
    try (Acme acme =
        Acme.with(
            Manifests.people().stream(Manifests.BY_TIME + "  end_datetime: \"1000\"\n").toString(),
            asked -> ok("{\"data\":[" + person("a", 2000) + "]}"))) {
      Copy copy = acme.full("AcmePerson", new Copy());
      acme.increment("AcmePerson", copy);

      assertThat(acme.provider().asked()).hasSize(1);
      assertThat(copy.pages().get(1).last()).isTrue();
    }
  }
}
