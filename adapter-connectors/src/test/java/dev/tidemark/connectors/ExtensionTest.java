package dev.tidemark.connectors;

import static dev.tidemark.connectors.support.FakeProvider.Answer.json;
import static dev.tidemark.connectors.support.FakeProvider.Answer.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.connector.ModelReader;
import dev.tidemark.connectors.support.Acme;
import dev.tidemark.connectors.support.Acme.Copy;
import dev.tidemark.connectors.support.FakeProvider.Answer;
import dev.tidemark.connectors.support.FakeProvider.Asked;
import dev.tidemark.connectors.support.Manifests;
import dev.tidemark.domain.failure.FetchFailure;
import dev.tidemark.domain.sync.Checkpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the extensions of the connector language do to a read. */
class ExtensionTest {
  private static final String OPAQUE =
      """
      x-tidemark-checkpoint:
        field_path: [sync]
        request_option: {type: RequestOption, inject_into: request_parameter, field_name: sync}
      x-tidemark-checkpoint-expired: [410]
      x-tidemark-tombstone: {field_path: [gone]}
      """;

  private static final String FAILURES =
      """
      x-tidemark-failures:
        - predicate: "{{ response.get('error') in ['invalid_auth', 'token_revoked'] }}"
          failure: credentials_rejected
        - {http_codes: [418], predicate: "{{ response.get('error') == 'tea' }}", failure: request_refused}
        - {predicate: "{{ response.get('error') == 'slow' }}", failure: rate_limited}
        - {predicate: "{{ response.get('error') == 'down' }}", failure: provider_unavailable}
        - {predicate: "{{ response.get('error') == 'scope' }}", failure: permission_denied}
        - {http_codes: [409], failure: checkpoint_expired}
      """;

  private static FetchFailure failure(Manifests manifest, Answer answer) {
    try (Acme acme = Acme.with(manifest.toString(), asked -> answer)) {
      return acme.failure("AcmePerson");
    }
  }

  private static FetchFailure ruled(int status, String body) {
    return failure(Manifests.people().metadata(FAILURES), json(status, body));
  }

  @Test
  void seesAFailureInAnAnswerOfSuccess() {
    assertThat(ruled(200, "{\"ok\":false,\"error\":\"invalid_auth\"}"))
        .isEqualTo(
            new FetchFailure.CredentialsRejected("Acme answered 200 to AcmePerson: invalid_auth"));
    assertThat(ruled(200, "{\"error\":\"scope\"}"))
        .isInstanceOf(FetchFailure.PermissionDenied.class);
    assertThat(ruled(200, "{\"error\":\"slow\"}"))
        .isEqualTo(new FetchFailure.RateLimited("Acme answered 200 to AcmePerson: slow", null));
    assertThat(ruled(200, "{\"error\":\"down\"}"))
        .isInstanceOf(FetchFailure.ProviderUnavailable.class);
    assertThat(ruled(409, "{}")).isInstanceOf(FetchFailure.CheckpointExpired.class);
    assertThat(ruled(418, "{\"error\":\"tea\"}")).isInstanceOf(FetchFailure.RequestRefused.class);
  }

  @Test
  void passesARuleOverWhoseConditionDoesNotFitTheAnswer() {
    assertThat(ruled(500, "[1]")).isInstanceOf(FetchFailure.ProviderUnavailable.class);
    assertThat(ruled(503, "{\"error\":\"tea\"}"))
        .as("the status must fit as well")
        .isInstanceOf(FetchFailure.ProviderUnavailable.class);
  }

  @Test
  void asksTheRulesBeforeTheManifestsOwnErrorHandler() {
    Manifests manifest =
        Manifests.people()
            .metadata(FAILURES)
            .requester(
                """
                error_handler:
                  type: DefaultErrorHandler
                  response_filters:
                    - {type: HttpResponseFilter, http_codes: [409], action: IGNORE}
                """);
    assertThat(failure(manifest, json(409, "{}")))
        .isInstanceOf(FetchFailure.CheckpointExpired.class);
  }

  private static Instant retryAt(String format, String value) {
    Manifests manifest =
        Manifests.people()
            .metadata(
                "x-tidemark-retry-time: {field_path: [errors, 0, retry], format: " + format + "}");
    FetchFailure failure =
        failure(
            manifest,
            json(429, "{\"errors\":[{\"retry\":" + value + "}]}").with("Retry-After", "77"));
    return ((FetchFailure.RateLimited) failure).resumeAt();
  }

  @Test
  void readsTheRetryTimeFromTheBodyInEachOfItsFormats() {
    Instant soon = Acme.NOON.plusSeconds(30);
    assertThat(retryAt("epoch_milliseconds", String.valueOf(soon.toEpochMilli()))).isEqualTo(soon);
    assertThat(retryAt("epoch_seconds", "\"" + soon.getEpochSecond() + "\"")).isEqualTo(soon);
    assertThat(retryAt("seconds", "30.0")).isEqualTo(soon);
    assertThat(retryAt("milliseconds", "30000")).isEqualTo(soon);
    assertThat(retryAt("date", "\"2026-03-01T12:00:30Z\"")).isEqualTo(soon);
    assertThat(retryAt("date", "\"Sun, 01 Mar 2026 12:00:30 GMT\"")).isEqualTo(soon);
  }

  @Test
  void takesTheHeaderWhenTheBodyNamesNoTime() {
    Instant later = Acme.NOON.plusSeconds(77);
    for (String value : List.of("null", "\"soon\"", "99999999999999999999", "-3", "[1]")) {
      assertThat(retryAt("seconds", value)).as(value).isEqualTo(later);
    }
    assertThat(retryAt("date", "\"tomorrow\"")).isEqualTo(later);
  }

  @Test
  void asksForWhatChangedByTheProvidersOwnCheckpoint() {
    List<String> answers =
        new ArrayList<>(
            List.of(
                "{\"data\":[{\"id\":\"a\"}],\"next\":\"2\"}",
                "{\"data\":[{\"id\":\"b\"}],\"sync\":\"s1\"}",
                "{\"data\":[{\"id\":\"c\"}],\"next\":\"2\"}",
                "{\"data\":[{\"id\":\"a\",\"gone\":true}],\"sync\":\"s2\"}",
                "{\"data\":[],\"sync\":\"s3\"}"));
    try (Acme acme =
        Acme.with(
            Manifests.people().retriever(Manifests.BY_CURSOR).stream(OPAQUE).toString(),
            asked -> answers.isEmpty() ? json(410, "{}") : ok(answers.remove(0)))) {
      Copy copy = acme.full("AcmePerson", new Copy());
      acme.increment("AcmePerson", copy);
      acme.increment("AcmePerson", copy);

      assertThat(copy.records().keySet()).containsExactly("b", "c");
      assertThat(acme.provider().asked())
          .extracting(asked -> asked.parameter("after") + "/" + asked.parameter("sync"))
          .containsExactly("/", "2/", "/s1", "2/s1", "/s2");
      try (ModelReader reader = acme.open("AcmePerson", false, copy.checkpoint())) {
        assertThat(((Fetched.Failed) reader.next()).failure())
            .isInstanceOf(FetchFailure.CheckpointExpired.class);
      }
    }
  }

  @Test
  void keepsTheProvidersCheckpointForEachPartition() {
    String manifest =
        Manifests.people().stream(OPAQUE)
            .retriever(
                """
                partition_router:
                  type: ListPartitionRouter
                  cursor_field: calendar
                  values: "{{ config['calendars'] }}"
                  request_option: {type: RequestOption, inject_into: request_parameter, field_name: in}
                """)
            .toString();
    try (Acme acme =
        Acme.with(
            manifest,
            asked ->
                ok(
                    "{\"data\":[],\"sync\":\""
                        + asked.parameter("in")
                        + asked.parameter("sync").length()
                        + "\"}"))) {
      acme.connectedWith(Map.of("apiKey", Acme.KEY, "calendars", "['a','b']"));
      Copy copy = acme.full("AcmePerson", new Copy());
      acme.connectedWith(Map.of("apiKey", Acme.KEY, "calendars", "['a','new','b']"));
      acme.increment("AcmePerson", copy);
      acme.increment("AcmePerson", copy);

      assertThat(acme.provider().asked())
          .extracting(asked -> asked.parameter("in") + ":" + asked.parameter("sync"))
          .containsExactly("a:", "b:", "a:a0", "new:", "b:b0", "a:a2", "new:new0", "b:b2");
    }
  }

  @Test
  void readsTheArchivedListingAtTheEndOfEveryIncrement() {
    String archived =
        """
        x-tidemark-archived:
          retriever:
            type: SimpleRetriever
            requester: {type: HttpRequester, url: "https://api.acme.test/v1/archive"}
            record_selector:
              type: RecordSelector
              extractor: {type: DpathExtractor, field_path: [data]}
            paginator:
              type: DefaultPaginator
              page_token_option: {type: RequestOption, inject_into: request_parameter, field_name: after}
              pagination_strategy: {type: CursorPagination, cursor_value: "{{ response['next'] }}"}
        """;
    try (Acme acme =
        Acme.with(
            Manifests.people().stream(Manifests.BY_TIME + archived).toString(),
            asked ->
                asked.path().endsWith("people")
                    ? ok("{\"data\":[{\"id\":\"a\"},{\"id\":\"b\"},{\"id\":\"c\"}]}")
                    : asked.parameter("after").isEmpty()
                        ? ok("{\"data\":[{\"id\":\"a\"}],\"next\":\"2\"}")
                        : ok("{\"data\":[{\"id\":\"b\"}]}"))) {
      Copy copy = acme.full("AcmePerson", new Copy());
      assertThat(copy.records()).hasSize(3);
      Optional<Checkpoint> at = copy.checkpoint();
      boolean last = false;
      while (!last) {
        try (ModelReader reader = acme.open("AcmePerson", false, at)) {
          Fetched.Page page = (Fetched.Page) reader.next();
          copy.store(page);
          at = copy.checkpoint();
          last = page.last();
        }
      }
      assertThat(copy.records().keySet()).containsExactly("c");
      assertThat(acme.provider().asked())
          .extracting(Asked::path)
          .containsExactly("/v1/people", "/v1/people", "/v1/archive", "/v1/archive");
    }
  }

  @Test
  void letsABucketOfRequestsGoOutAtOnce() {
    String manifest =
        Manifests.people()
            .retriever(Manifests.BY_CURSOR)
            .metadata("x-tidemark-rate-budget: {requests: 3, per: PT60S}")
            .toString();
    try (Acme acme =
        Acme.with(
            manifest,
            asked ->
                ok("{\"data\":[{\"id\":\"a\"}],\"next\":\"" + asked.parameter("after") + "x\"}"))) {
      try (ModelReader reader = acme.open("AcmePerson", true, Optional.empty())) {
        for (int i = 0; i < 3; i++) {
          assertThat(reader.next()).isInstanceOf(Fetched.Page.class);
        }
        assertThat(((Fetched.Failed) reader.next()).failure())
            .isInstanceOfSatisfying(
                FetchFailure.RateLimited.class,
                limited ->
                    assertThat(limited.resumeAt())
                        .isBetween(Acme.NOON.plusSeconds(15), Acme.NOON.plusSeconds(20)));
      }
    }
  }
}
