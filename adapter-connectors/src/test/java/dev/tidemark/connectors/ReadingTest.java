package dev.tidemark.connectors;

import static dev.tidemark.connectors.support.FakeProvider.Answer.json;
import static dev.tidemark.connectors.support.FakeProvider.Answer.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.connector.ModelReader;
import dev.tidemark.connectors.support.Acme;
import dev.tidemark.connectors.support.Acme.Copy;
import dev.tidemark.connectors.support.Manifests;
import dev.tidemark.domain.failure.FetchFailure;
import dev.tidemark.domain.record.RecordData;
import dev.tidemark.domain.record.RecordKey;
import dev.tidemark.domain.sync.Checkpoint;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadingTest {

  @Test
  void readsAListingOfOnePageAsCanonicalRecords() {
    try (Acme acme =
        Acme.with(
            Manifests.people().toString(),
            asked -> ok("{\"data\":[{\"name\":\"Ann\", \"id\":\"p1\", \"score\":1.50}]}"))) {
      Copy copy = acme.full("AcmePerson", new Copy());

      assertThat(copy.pages()).hasSize(1);
      assertThat(copy.pages().get(0).last()).isTrue();
      assertThat(copy.pages().get(0).records())
          .containsExactly(
              new RecordData(
                  new RecordKey("p1"), "{\"id\":\"p1\",\"name\":\"Ann\",\"score\":1.50}"));
    }
  }

  @Test
  void sendsCredentialsAndAsksTheOverriddenOrigin() {
    try (Acme acme = Acme.with(Manifests.people().toString(), asked -> ok("{\"data\":[]}"))) {
      acme.full("AcmePerson", new Copy());

      assertThat(acme.provider().lastAsked().path()).isEqualTo("/v1/people");
      assertThat(acme.provider().lastAsked().header("Authorization"))
          .isEqualTo("Bearer " + Acme.KEY);
    }
  }

  @Test
  void followsTheTokenFromPageToPageAndSaysWhichIsTheLast() {
    try (Acme acme =
        Acme.with(
            Manifests.people().retriever(Manifests.BY_CURSOR).toString(),
            asked ->
                switch (asked.parameter("after")) {
                  case "" -> ok("{\"data\":[{\"id\":\"p1\"}],\"next\":\"a\"}");
                  case "a" -> ok("{\"data\":[{\"id\":\"p2\"}],\"next\":\"007\"}");
                  case "007" -> ok("{\"data\":[{\"id\":\"p3\"}],\"next\":null}");
                  default -> ok("{\"data\":[{\"id\":\"wrong\"}]}");
                })) {
      Copy copy = acme.full("AcmePerson", new Copy());

      assertThat(copy.records().keySet()).containsExactly("p1", "p2", "p3");
      assertThat(copy.pages()).extracting(Fetched.Page::last).containsExactly(false, false, true);
    }
  }

  @Test
  void goesOnAfterTheLastPageThatWasStored() {
    try (Acme acme =
        Acme.with(
            Manifests.people().retriever(Manifests.BY_CURSOR).toString(),
            asked ->
                asked.parameter("after").isEmpty()
                    ? ok("{\"data\":[{\"id\":\"p1\"}],\"next\":\"a\"}")
                    : ok("{\"data\":[{\"id\":\"p2\"}]}"))) {
      Checkpoint afterFirst;
      try (ModelReader reader = acme.open("AcmePerson", true, Optional.empty())) {
        afterFirst = ((Fetched.Page) reader.next()).checkpoint();
      }
      try (ModelReader reader = acme.open("AcmePerson", true, Optional.of(afterFirst))) {
        Fetched.Page page = (Fetched.Page) reader.next();

        assertThat(page.records()).extracting(data -> data.key().value()).containsExactly("p2");
        assertThat(page.last()).isTrue();
      }
    }
  }

  @Test
  void countsPagesUntilOneIsShort() {
    try (Acme acme =
        Acme.with(
            Manifests.people()
                .retriever(
                    """
                    paginator:
                      type: DefaultPaginator
                      page_size_option:
                        type: RequestOption
                        inject_into: request_parameter
                        field_name: per_page
                      page_token_option:
                        type: RequestOption
                        inject_into: request_parameter
                        field_name: page
                      pagination_strategy:
                        type: PageIncrement
                        start_from_page: 1
                        page_size: 2
                        inject_on_first_request: true
                    """)
                .toString(),
            asked ->
                switch (asked.parameter("page") + "/" + asked.parameter("per_page")) {
                  case "1/2" -> ok("{\"data\":[{\"id\":1},{\"id\":2}]}");
                  case "2/2" -> ok("{\"data\":[{\"id\":3},{\"id\":4}]}");
                  case "3/2" -> ok("{\"data\":[]}");
                  default -> ok("{\"data\":[{\"id\":99}]}");
                })) {
      Copy copy = acme.full("AcmePerson", new Copy());

      assertThat(copy.records().keySet()).containsExactly("1", "2", "3", "4");
      assertThat(copy.pages()).hasSize(3);
      assertThat(copy.pages().get(2).last()).isTrue();
    }
  }

  @Test
  void countsRecordsInTheBodyUntilAPageIsShort() {
    try (Acme acme =
        Acme.with(
            Manifests.people()
                .requester("http_method: POST\nrequest_body_json: {filter: {active: true}}")
                .retriever(
                    """
                    paginator:
                      type: DefaultPaginator
                      page_size_option:
                        type: RequestOption
                        inject_into: body_json
                        field_path: [page, limit]
                      page_token_option:
                        type: RequestOption
                        inject_into: body_json
                        field_path: [page, offset]
                      pagination_strategy: {type: OffsetIncrement, page_size: 2}
                    """)
                .toString(),
            asked ->
                switch (asked.body()) {
                  case "{\"filter\":{\"active\":true},\"page\":{\"limit\":2}}" ->
                      ok("{\"data\":[{\"id\":\"a\"},{\"id\":\"b\"}]}");
                  case "{\"filter\":{\"active\":true},\"page\":{\"offset\":2,\"limit\":2}}" ->
                      ok("{\"data\":[{\"id\":\"c\"}]}");
                  default -> ok("{\"data\":[{\"id\":\"unexpected\"}]}");
                })) {
      assertThat(acme.full("AcmePerson", new Copy()).records().keySet())
          .containsExactly("a", "b", "c");
      assertThat(acme.provider().lastAsked().header("Content-Type")).isEqualTo("application/json");
    }
  }

  @Test
  void followsALinkHeaderWithinTheOriginAndDoesNotRepeatItsQuery() {
    try (Acme acme =
        Acme.with(
            Manifests.people()
                .requester("request_parameters: {limit: '2'}")
                .retriever(
                    """
                    paginator:
                      type: DefaultPaginator
                      page_token_option: {type: RequestPath}
                      pagination_strategy:
                        type: CursorPagination
                        cursor_value: "{{ headers['link']['next']['url'] }}"
                        stop_condition: "{{ 'next' not in headers['link'] }}"
                    """)
                .toString(),
            asked ->
                asked.parameter("page").isEmpty()
                    ? ok("{\"data\":[{\"id\":\"a\"}]}")
                        .with(
                            "Link",
                            "<https://api.acme.test/v1/people?limit=2&page=2>; rel=\"next\"")
                    : ok("{\"data\":[{\"id\":\"b\"}]}"))) {
      assertThat(acme.full("AcmePerson", new Copy()).records().keySet()).containsExactly("a", "b");
      assertThat(acme.provider().lastAsked().query().get("limit")).containsExactly("2");
    }
  }

  @Test
  void doesNotFollowALinkToAnotherOrigin() {
    try (Acme acme =
        Acme.with(
            Manifests.people()
                .retriever(
                    Manifests.BY_CURSOR.replaceAll(
                        "page_token_option: .*", "page_token_option: {type: RequestPath}"))
                .toString(),
            asked -> ok("{\"data\":[{\"id\":\"a\"}],\"next\":\"https://evil.test/v1/people\"}"))) {
      try (ModelReader reader = acme.open("AcmePerson", true, Optional.empty())) {
        assertThat(reader.next()).isInstanceOf(Fetched.Page.class);
        FetchFailure failure = ((Fetched.Failed) reader.next()).failure();

        assertThat(failure).isInstanceOf(FetchFailure.InvalidData.class);
        assertThat(failure.message()).contains("another origin").doesNotContain("evil.test");
      }
    }
  }

  @Test
  void beginsAPassAnewOnceWhenThePageItGoesOnFromIsNoLongerKnown() {
    boolean[] stale = {false};
    try (Acme acme =
        Acme.with(
            Manifests.people().retriever(Manifests.BY_CURSOR).toString(),
            asked ->
                switch (asked.parameter("after")) {
                  case "" -> ok("{\"data\":[{\"id\":\"a\"}],\"next\":\"" + !stale[0] + "\"}");
                  case "false" -> ok("{\"data\":[{\"id\":\"b\"}],\"next\":\"last\"}");
                  default -> json(400, "{}");
                })) {
      Copy copy = new Copy();
      try (ModelReader reader = acme.open("AcmePerson", true, Optional.empty())) {
        copy.store((Fetched.Page) reader.next());
      }
      stale[0] = true;
      try (ModelReader reader = acme.open("AcmePerson", true, copy.checkpoint())) {
        copy.store((Fetched.Page) reader.next());
        copy.store((Fetched.Page) reader.next());
        assertThat(reader.next()).isInstanceOf(Fetched.Failed.class);
        assertThat(reader.next()).as("once").isInstanceOf(Fetched.Failed.class);
      }
      assertThat(copy.records().keySet()).containsExactly("a", "b");
    }
  }

  @Test
  void refusesPagesThatLeadBackToThemselves() {
    try (Acme acme =
        Acme.with(
            Manifests.people().retriever(Manifests.BY_CURSOR).toString(),
            asked -> ok("{\"data\":[{\"id\":\"a\"}],\"next\":\"same\"}"))) {
      try (ModelReader reader = acme.open("AcmePerson", true, Optional.empty())) {
        assertThat(reader.next()).isInstanceOf(Fetched.Page.class);

        assertThat(((Fetched.Failed) reader.next()).failure())
            .isInstanceOf(FetchFailure.InvalidData.class);
      }
    }
  }

  @Test
  void tellsDeletedRecordsApartByTheirTombstone() {
    try (Acme acme =
        Acme.with(
            Manifests.people().stream("x-tidemark-tombstone: {field_path: [state], values: [gone]}")
                .toString(),
            asked ->
                ok(
                    "{\"data\":[{\"id\":\"a\",\"state\":\"here\"},{\"id\":\"b\",\"state\":\"gone\"}]}"))) {
      Fetched.Page page = acme.full("AcmePerson", new Copy()).pages().get(0);

      assertThat(page.records()).extracting(data -> data.key().value()).containsExactly("a");
      assertThat(page.tombstones()).containsExactly(new RecordKey("b"));
    }
  }

  @Test
  void removesFieldsBeforeARecordLeaves() {
    try (Acme acme =
        Acme.with(
            Manifests.people().stream(
                    """
                    transformations:
                      - type: RemoveFields
                        field_pointers: [[secret], [accounts, "*", token]]
                    """)
                .toString(),
            asked ->
                ok(
                    "{\"data\":[{\"id\":\"a\",\"secret\":1,"
                        + "\"accounts\":[{\"token\":\"t\",\"n\":1},{\"n\":2}]}]}"))) {
      assertThat(acme.full("AcmePerson", new Copy()).records())
          .containsEntry("a", "{\"accounts\":[{\"n\":1},{\"n\":2}],\"id\":\"a\"}");
    }
  }

  @Test
  void refusesARecordWithoutItsPrimaryKey() {
    try (Acme acme =
        Acme.with(Manifests.people().toString(), asked -> ok("{\"data\":[{\"name\":\"Ann\"}]}"))) {
      assertThat(acme.failure("AcmePerson"))
          .isInstanceOf(FetchFailure.InvalidData.class)
          .extracting(FetchFailure::message)
          .asString()
          .contains("primary key")
          .doesNotContain("Ann");
    }
  }

  @Test
  void startsAFullPassAnewWhenItsCheckpointIsThatOfACompletedOne() {
    try (Acme acme =
        Acme.with(Manifests.people().toString(), asked -> ok("{\"data\":[{\"id\":\"a\"}]}"))) {
      Copy copy = acme.full("AcmePerson", new Copy());
      try (ModelReader reader = acme.open("AcmePerson", true, copy.checkpoint())) {
        assertThat(((Fetched.Page) reader.next()).records()).hasSize(1);
      }
    }
  }

  @Test
  void answersAnUnknownModelWithAFailureThatMayPass() {
    try (Acme acme = Acme.with(Manifests.people().toString(), asked -> ok("{}"))) {
      assertThat(acme.failure("AcmePlanet"))
          .isEqualTo(
              new FetchFailure.Broken("this server has no connector for AcmePlanet of acme"));
      assertThat(acme.provider().asked()).isEqualTo(List.of());
    }
  }

  @Test
  void saysThatACheckpointOfSomethingElseHasExpired() {
    try (Acme acme =
        Acme.with(
            Manifests.people().stream(Manifests.BY_TIME).toString(),
            asked -> ok("{\"data\":[]}"))) {
      for (String foreign : List.of("", "tm1.42", "{\"v\":2}", "[]", "{\"v\":1,\"mark\":")) {
        try (ModelReader reader =
            acme.open("AcmePerson", false, Optional.of(new Checkpoint(foreign)))) {
          assertThat(((Fetched.Failed) reader.next()).failure())
              .as(foreign)
              .isInstanceOf(FetchFailure.CheckpointExpired.class);
        }
      }
    }
  }

  @Test
  void doesNotTakeAnAnswerWithoutItsPagingForTheLastPage() {
    String pages = Manifests.BY_CURSOR.replace("response['next']", "response.meta.next");
    try (Acme acme =
        Acme.with(
            Manifests.people().retriever(pages).toString(),
            asked -> ok("{\"data\":[{\"id\":1}]}"))) {
      assertThat(acme.failure("AcmePerson")).isInstanceOf(FetchFailure.InvalidData.class);
    }
  }
}
