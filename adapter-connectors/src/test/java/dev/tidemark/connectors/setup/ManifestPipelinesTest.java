package dev.tidemark.connectors.setup;

import static dev.tidemark.connectors.support.FakeProvider.Answer.json;
import static dev.tidemark.connectors.support.FakeProvider.Answer.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tidemark.application.setup.CrmPipelines.Read;
import dev.tidemark.connectors.support.Acme;
import dev.tidemark.connectors.support.FakeProvider.Answer;
import dev.tidemark.connectors.support.FakeProvider.Asked;
import dev.tidemark.connectors.support.Manifests;
import dev.tidemark.domain.crm.Pipeline;
import dev.tidemark.domain.crm.Pipeline.Stage;
import dev.tidemark.domain.failure.FetchFailure;
import dev.tidemark.sandbox.Sandbox;
import dev.tidemark.sandbox.SandboxSettings;
import dev.tidemark.testkit.SettableClock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ManifestPipelinesTest {
  private static final String RETRIEVER =
      """
        retriever:
          type: SimpleRetriever
          requester:
            type: HttpRequester
            url_base: https://api.acme.test/v1
            path: pipelines
            authenticator: {type: BearerAuthenticator, api_token: "{{ config['apiKey'] }}"}
          record_selector:
            type: RecordSelector
            extractor: {type: DpathExtractor, field_path: [data]}
          paginator:
            type: DefaultPaginator
            page_token_option: {type: RequestOption, inject_into: request_parameter, field_name: at}
            pagination_strategy: {type: CursorPagination, cursor_value: "{{ response['next'] }}"}
      """;

  private static final String PIPELINES =
      "x-tidemark-pipelines:\n"
          + RETRIEVER
          + """
            pipeline:
              id_path: [id]
              name_path: [label]
              archived_path: [gone]
              order_path: [at]
              stages_path: [steps]
            stage: {id_path: [id], name_path: [label], archived_path: [gone], order_path: [at]}
          """;

  private static Read read(String extension, Function<Asked, Answer> provider) {
    String manifest =
        Manifests.people()
            .metadata(extension)
            .replace("    fields:", "    steps: [{id: crm-mapping, label: Map}]\n    fields:")
            .toString();
    try (Acme acme = Acme.with(manifest, provider)) {
      return acme.pipelines();
    }
  }

  private static Read emulated(String provider) {
    SettableClock clock = new SettableClock(Acme.NOON);
    try (Sandbox sandbox =
            Sandbox.start(SandboxSettings.with(clock).withEpoch(Acme.NOON).withSize(0.01));
        Acme acme =
            Acme.builtIn(provider, sandbox.uri(provider), clock)
                .connectedWith(sandbox.provider(provider).connection())) {
      return acme.pipelines();
    }
  }

  @Test
  void readsThePipelinesOfHubspot() {
    List<Pipeline> pipelines = ((Read.Found) emulated("hubspot")).pipelines();
    assertThat(pipelines)
        .extracting(Pipeline::id, Pipeline::name)
        .containsExactly(tuple("default", "Sales Pipeline"), tuple("710688094", "Renewals"));
    assertThat(pipelines.get(1).stages())
        .containsExactly(
            new Stage("1038193692", "Due"),
            new Stage("1038193693", "Quote Sent"),
            new Stage("1038193694", "Renewed"),
            new Stage("1038193695", "Not Renewed"));
  }

  @Test
  void readsTheStagesOfTheOnePipelineOfAttio() {
    List<Pipeline> pipelines = ((Read.Found) emulated("attio")).pipelines();
    assertThat(pipelines).hasSize(1);
    assertThat(pipelines.get(0).id()).isEqualTo("deals");
    assertThat(pipelines.get(0).stages())
        .extracting(Stage::name)
        .containsExactly("Lead", "In Progress", "Won 🎉", "Lost");
    assertThat(pipelines.get(0).stages().get(0).id())
        .isEqualTo("11f07f01-c10f-4e05-a522-33e050bc52ee");
  }

  @Test
  void leavesOutWhatIsArchivedAndPutsTheRestInOrderOverAllPages() {
    Read read =
        read(
            PIPELINES,
            asked ->
                asked.parameter("at").isEmpty()
                    ? ok(
                        """
                        {"next": "2", "data": [
                          {"id": "b", "label": "B", "at": 2, "steps": []},
                          {"id": "gone", "label": "Gone", "at": 0, "gone": true}]}
                        """)
                    : ok(
                        """
                        {"data": [{"id": 7, "label": "A", "at": 1, "gone": false, "steps": [
                          {"id": "won", "label": "Won", "at": 10},
                          {"id": "old", "label": "Old", "at": 3, "gone": true},
                          {"id": "new", "label": "New", "at": 9}]}]}
                        """));
    assertThat(read)
        .isEqualTo(
            new Read.Found(
                List.of(
                    new Pipeline(
                        "7", "A", List.of(new Stage("new", "New"), new Stage("won", "Won"))),
                    new Pipeline("b", "B", List.of()))));
  }

  @Test
  void saysWhyThereAreNone() {
    assertThat(read(PIPELINES, asked -> json(403, "{\"error\":\"no scope " + Acme.KEY + "\"}")))
        .isEqualTo(
            new Read.Failed(
                new FetchFailure.PermissionDenied(
                    "Acme answered 403 to its pipelines: no scope ***")));
    assertThat(read(PIPELINES, asked -> ok("{\"data\":[{\"id\":\"a\",\"steps\":[]}]}")))
        .isEqualTo(
            new Read.Failed(
                new FetchFailure.InvalidData(
                    "Acme told a pipeline or a stage without an id or a name")));
    try (Acme acme = Acme.with(Manifests.people().toString(), asked -> ok("{}"))) {
      assertThat(acme.pipelines())
          .isEqualTo(
              new Read.Failed(
                  new FetchFailure.Misconfigured("no connector reads the pipelines of acme")));
    }
  }

  @Test
  void givesAListingUpThatDoesNotEnd() {
    AtomicInteger page = new AtomicInteger();
    assertThat(
            read(
                PIPELINES,
                asked -> ok("{\"next\":\"" + page.incrementAndGet() + "\",\"data\":[{}]}")))
        .isEqualTo(
            new Read.Failed(
                new FetchFailure.InvalidData(
                    "Acme gave an unusable answer to its pipelines: it has too many pages")));
  }
}
