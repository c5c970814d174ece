package dev.tidemark.connectors.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.connectors.document.InvalidManifestException;
import dev.tidemark.connectors.document.Problem;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.connectors.support.Billing;
import dev.tidemark.connectors.support.Manifests;
import dev.tidemark.domain.provider.CredentialField;
import dev.tidemark.domain.provider.Model;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.provider.SetupMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManifestLoaderTest {
  private static final ProviderId FILE = new ProviderId("my-crm");

  private static Manifest load(Object manifest) {
    return ManifestLoader.load("acme.yaml", FILE, manifest.toString());
  }

  private static List<String> problems(Object manifest) {
    InvalidManifestException refused =
        catchThrowableOfType(InvalidManifestException.class, () -> load(manifest));
    assertThat(refused).as("must be refused").isNotNull();
    return refused.problems().stream().map(Problem::toString).toList();
  }

  @Test
  void readsTheFactsOfItsProvider() {
    ProviderFacts facts = load(Manifests.people()).provider();

    assertThat(facts.id()).isEqualTo(new ProviderId("acme"));
    assertThat(facts.setup()).isEqualTo(SetupMode.DIRECT);
    assertThat(facts.fields())
        .containsExactly(
            new CredentialField("apiKey", "API key", true),
            new CredentialField("region", "Region", false));
  }

  @Test
  void makesUpTheFactsFromTheSpecWhenThereAreNone() {
    String published =
        Manifests.people()
                .replace("x-tidemark-model: AcmePerson", "description: of people")
                .toString()
                .replaceAll("(?s)metadata:.*", "")
            + """
            spec:
              type: Spec
              documentation_url: https://docs.acme.test
              connection_specification:
                type: object
                required: [api_token, start_date]
                properties:
                  api_token: {type: string, title: API token, airbyte_secret: true}
                  start_date: {type: string, default: "2020-01-01"}
                  team: {type: [string, "null"]}
                  page_size: {type: integer}
                  credentials: {type: object, title: How to sign in}
                  archived: {type: ["null", boolean]}
                  tags: {type: array}
            """;
    Manifest manifest = load(published);

    assertThat(manifest.provider().id()).isEqualTo(FILE);
    assertThat(manifest.provider().name()).isEqualTo("My Crm");
    assertThat(manifest.provider().fields())
        .containsExactly(
            new CredentialField("api_token", "API token", true),
            new CredentialField("start_date", "start_date", false, false),
            new CredentialField("team", "team", false, false),
            new CredentialField("page_size", "page_size", false, false),
            new CredentialField("credentials", "How to sign in", false, false),
            new CredentialField("archived", "archived", false, false),
            new CredentialField("tags", "tags", false, false));
    assertThat(manifest.settings(Map.of("api_token", "7")))
        .isEqualTo(Map.of("api_token", "7", "start_date", "2020-01-01"));
    assertThat(
            manifest.settings(
                Map.of(
                    "team",
                    "12",
                    "page_size",
                    "50",
                    "credentials",
                    "{\"token\":\"t\"}",
                    "archived",
                    "true",
                    "tags",
                    "none")))
        .isEqualTo(
            Map.of(
                "start_date",
                "2020-01-01",
                "team",
                "12",
                "page_size",
                Json.node(50),
                "credentials",
                Json.node(Map.of("token", "t")),
                "archived",
                Json.node(true),
                "tags",
                "none"));
    assertThat(manifest.streams().get(0).toModel())
        .isEqualTo(new Model(new ModelName("people"), false));
  }

  @Test
  void knowsWhichModelsCanBeReadByIncrement() {
    assertThat(load(Manifests.people().stream(Manifests.BY_TIME)).streams().get(0).toModel())
        .isEqualTo(new Model(new ModelName("AcmePerson"), true, Duration.ofDays(1)));
    assertThat(load(Billing.MANIFEST).streams().get(0).toModel().incremental()).isTrue();
  }

  @Test
  void tellsEveryProblemAtOnceWithItsPath() {
    assertThat(
            problems(
                Manifests.people()
                    .requester("colour: blue\nhttp_method: PATCH")
                    .retriever(
                        """
                        paginator:
                          type: CustomPaginator
                          class_name: a.B
                        """)
                    .stream(
                        """
                        incremental_sync:
                          type: IncrementingCountCursor
                          cursor_field: n
                        transformations:
                          - type: KeysToUpper
                        x-tidemark-tombstones: {}
                        """)
                    .metadata("x-tidemark-rate-budget: {requests_per_second: 0}")))
        .containsExactlyInAnyOrder(
            "streams[0].retriever.requester.http_method: 'PATCH' is not supported;"
                + " accepted: GET, POST",
            "streams[0].retriever.requester.colour: is not a field of HttpRequester; accepted:"
                + " authenticator, error_handler, fetch_properties_from_endpoint, http_method,"
                + " path, query_properties, request_body, request_body_data, request_body_json,"
                + " request_headers, request_parameters, type, url, url_base, use_cache",
            "streams[0].retriever.paginator.type: CustomPaginator runs code of its own, which is"
                + " not supported; accepted: DefaultPaginator or NoPagination",
            "streams[0].incremental_sync.type: IncrementingCountCursor is not supported here;"
                + " accepted: DatetimeBasedCursor",
            "streams[0].transformations[0].type: KeysToUpper is not supported here; accepted:"
                + " AddFields, RemoveFields, KeysToLower, KeysToSnakeCase, KeysReplace,"
                + " FlattenFields or DpathFlattenFields",
            "streams[0].x-tidemark-tombstones: is not an extension of DeclarativeStream; accepted:"
                + " file_uploader, incremental_sync, name, primary_key, retriever, schema_loader,"
                + " state_migrations, transformations, type, x-tidemark-archived,"
                + " x-tidemark-changes, x-tidemark-checkpoint, x-tidemark-checkpoint-expired,"
                + " x-tidemark-events, x-tidemark-fingerprint, x-tidemark-keep, x-tidemark-model,"
                + " x-tidemark-requires-step, x-tidemark-sweep, x-tidemark-tombstone",
            "metadata.x-tidemark-rate-budget.requests_per_second: must be a number from 0.001 to"
                + " 10000");
  }

  @Test
  void refusesWhatIsWrongInAnExpression() {
    assertThat(
            problems(
                Manifests.people()
                    .requester("request_parameters: {q: \"{{ record['x'] | frist }}\"}")))
        .hasSize(2)
        .allMatch(text -> text.startsWith("streams[0].retriever.requester.request_parameters.q: "))
        .anyMatch(text -> text.contains("'record'"))
        .anyMatch(text -> text.contains("'frist'"));
  }

  @Test
  void refusesWhatComesLater() {
    assertThat(
            problems(
                Manifests.people()
                    .replace(
                        "type: RecordSelector",
                        "type: RecordSelector\n        record_filter: {type: RecordFilter}")))
        .containsExactlyInAnyOrder(
            "streams[0].retriever.record_selector.record_filter.condition: is required");
  }

  @Test
  void refusesTwoPartsThatSetTheSamePlace() {
    assertThat(
            problems(
                Manifests.people()
                    .requester("request_parameters: {after: x}")
                    .retriever(Manifests.BY_CURSOR)))
        .containsExactly("streams[0].retriever: sets request_parameter/after in two places");
  }

  @Test
  void refusesHeadersOfTheConnectionItself() {
    assertThat(problems(Manifests.people().requester("request_headers: {Host: other.test}")))
        .containsExactly("streams[0].retriever.requester.request_headers.Host: cannot be set");
  }

  @Test
  void refusesACheckOfAStreamThatIsNotThere() {
    assertThat(problems(Manifests.people().replace("stream_names: [people]", "stream_names: [x]")))
        .containsExactly("check.stream_names: there is no stream 'x'");
  }

  @Test
  void refusesTwoStreamsOfOneName() {
    String twice =
        Manifests.people().toString().replaceAll("(?s)(streams:\n)(.*)(metadata:)", "$1$2$2$3");
    assertThat(problems(twice))
        .containsExactly(
            "streams[1].name: 'people' is the name of another stream",
            "streams[1].x-tidemark-model: AcmePerson is the model of another stream");
  }

  @Test
  void refusesAStepWithoutAGranularityAndDurationsThatAreNone() {
    assertThat(
            problems(
                Manifests.people().stream(
                    Manifests.BY_TIME.replace("PT1M", "a minute") + "  step: P1D\n")))
        .containsExactlyInAnyOrder(
            "streams[0].incremental_sync.lookback_window: must be an ISO 8601 duration such as P1M"
                + " or PT1H",
            "streams[0].incremental_sync.cursor_granularity: is required: step and"
                + " cursor_granularity go together");
  }

  @Test
  void refusesARootThatIsNoSource() {
    assertThat(problems("type: Something\nstreams: []\ndynamic_streams: [{type: X}]"))
        .containsExactlyInAnyOrder(
            "type: must be DeclarativeSource",
            "version: is required",
            "streams: needs at least one stream",
            "check: is required",
            "dynamic_streams: dynamic streams are not supported; list the streams");
  }

  @Test
  void acceptsBothSpellingsOfUrlAndBody() {
    load(
        Manifests.people()
            .replace("url_base: https://api.acme.test/v1", "url: https://api.acme.test/v1")
            .requester(
                "http_method: POST\nrequest_body: {type: RequestBodyJsonObject, value: {a: 1}}"));
    assertThat(
            problems(
                Manifests.people()
                    .requester(
                        "http_method: POST\nrequest_body_json: {a: 1}\n"
                            + "request_body: {type: RequestBodyPlainText, value: x}")))
        .containsExactly("streams[0].retriever.requester.request_body: give the body once");
  }

  @Test
  void warnsOfWhatHasNoEffect() {
    Manifest manifest =
        load(
            Manifests.people().requester("use_cache: true").stream("colour: blue")
                + "concurrency_level: {type: ConcurrencyLevel, default_concurrency: 3}\n");

    assertThat(manifest.warnings())
        .containsExactlyInAnyOrder(
            "streams[0].retriever.requester.use_cache: has no effect: each sync reads by itself",
            "streams[0].colour: has no effect",
            "concurrency_level: has no effect: the engine decides how much runs at once");
  }

  @Test
  void readsTheRateBudgetAsASpacing() {
    assertThat(
            load(Manifests.people().metadata("x-tidemark-rate-budget: {requests_per_second: 20}"))
                .pace()
                .spacing())
        .isEqualTo(Duration.ofMillis(50));
  }

  @Test
  void refusesAnEventsFeedThatCannotBeFollowed() {
    assertThat(
            problems(
                Billing.MANIFEST
                    .replace("retention: P29D", "retention: P1M")
                    .replace("deletions: [thing.deleted]", "deletions: [thing.created]")
                    .replace("type_path: [type]", "type_path: []")))
        .containsExactlyInAnyOrder(
            "streams[0].x-tidemark-events.retention: must be an ISO 8601 duration in days or"
                + " smaller parts, such as P30D",
            "streams[0].x-tidemark-events.deletions: a type is either an upsert or a deletion",
            "streams[0].x-tidemark-events.type_path: must be a list of names, and not empty");
  }
}
