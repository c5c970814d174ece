package dev.tidemark.connectors.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.connectors.document.InvalidManifestException;
import dev.tidemark.connectors.document.Problem;
import dev.tidemark.connectors.rate.Pace;
import dev.tidemark.connectors.support.Billing;
import dev.tidemark.connectors.support.Mailbox;
import dev.tidemark.connectors.support.Manifests;
import dev.tidemark.connectors.support.Toolbox;
import dev.tidemark.domain.provider.ProviderId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExtensionLoadingTest {
  private static final String OPAQUE =
      """
      x-tidemark-checkpoint:
        field_path: [sync]
        request_option: {type: RequestOption, inject_into: request_parameter, field_name: sync}
      """;

  private static final String FINGERPRINT_OF_KITS = "x-tidemark-fingerprint:\\s*\\n.*\\n";

  private static Manifest load(Object manifest) {
    return ManifestLoader.load("acme.yaml", new ProviderId("acme"), manifest.toString());
  }

  private static StreamDefinition stream(String extensions) {
    return load(Manifests.people().stream(extensions)).streams().get(0);
  }

  private static List<String> problems(Object manifest) {
    return catchThrowableOfType(InvalidManifestException.class, () -> load(manifest))
        .problems()
        .stream()
        .map(Problem::toString)
        .toList();
  }

  @Test
  void sweepsDailyOnlyWhereAnIncrementalStreamShowsNoDeletion() {
    String tombstone = "x-tidemark-tombstone: {field_path: [gone]}\n";
    assertThat(stream(Manifests.BY_TIME).sweep()).contains(Duration.ofDays(1));
    assertThat(stream(OPAQUE).sweep()).contains(Duration.ofDays(1));
    assertThat(stream(OPAQUE + tombstone).sweep()).isEmpty();
    assertThat(stream("").sweep()).isEmpty();
    assertThat(load(Billing.MANIFEST).streams().get(0).sweep()).isEmpty();
    assertThat(load(Mailbox.MANIFEST).streams().get(0).sweep()).isEmpty();
  }

  @Test
  void sweepsAsOftenAsTheStreamSays() {
    String weekly = "x-tidemark-sweep: {every: P7D}\n";
    assertThat(stream(Manifests.BY_TIME + weekly).toModel().fullPassEvery())
        .isEqualTo(Duration.ofDays(7));
    Manifest pointless = load(Manifests.people().stream(weekly));
    assertThat(pointless.streams().get(0).sweep()).isEmpty();
    assertThat(pointless.warnings())
        .containsExactly(
            "streams[0].x-tidemark-sweep: has no effect: every pass of this stream is a full one");
  }

  @Test
  void readsAStreamByIncrementsThatHasNoCursorButAnotherWay() {
    assertThat(stream(OPAQUE).toModel().incremental()).isTrue();
    assertThat(load(Mailbox.MANIFEST).streams().get(0).toModel().incremental()).isTrue();
  }

  @Test
  void readsARateBudgetInBothItsForms() {
    assertThat(budget("{requests: 190, per: PT19S}"))
        .isEqualTo(new Pace(Duration.ofMillis(100), 190));
    assertThat(budget("{requests_per_second: 10}")).isEqualTo(new Pace(Duration.ofMillis(100), 1));
  }

  private static Pace budget(String written) {
    return load(Manifests.people().metadata("x-tidemark-rate-budget: " + written)).pace();
  }

  @Test
  void tellsEveryProblemOfTheMetadataWithItsPath() {
    assertThat(
            problems(
                Manifests.people()
                    .metadata(
                        """
                        x-tidemark-rate-budget: {requests_per_second: 1, requests: 3}
                        x-tidemark-failures:
                          - {failure: rate_limited}
                          - {http_codes: [99], failure: tired}
                        x-tidemark-retry-time: {format: minutes}
                        """)))
        .containsExactlyInAnyOrder(
            "metadata.x-tidemark-rate-budget.requests_per_second: give either it or requests and"
                + " per",
            "metadata.x-tidemark-failures[0].predicate: give a predicate, http_codes, or both",
            "metadata.x-tidemark-failures[1].http_codes: must be a list of HTTP statuses from 200"
                + " to 599",
            "metadata.x-tidemark-failures[1].failure: 'tired' is not supported; accepted:"
                + " credentials_rejected, permission_denied, rate_limited, checkpoint_expired,"
                + " provider_unavailable, request_refused",
            "metadata.x-tidemark-retry-time.field_path: must be a list of names and numbers, and"
                + " not empty",
            "metadata.x-tidemark-retry-time.format: 'minutes' is not supported; accepted:"
                + " epoch_milliseconds, epoch_seconds, seconds, milliseconds, date");
  }

  @Test
  void tellsEveryProblemOfAPartitionRouterWithItsPath() {
    String parents = "streams[0].retriever.partition_router[1].parent_stream_configs[0].";
    assertThat(
            problems(
                Manifests.people()
                    .retriever(
                        """
                        partition_router:
                          - {type: ListPartitionRouter, values: []}
                          - type: SubstreamPartitionRouter
                            parent_stream_configs:
                              - parent_key: "a/*"
                                partition_field: "{{ record['x'] }}"
                                lazy_read_pointer: [children]
                                extra_fields: [name]
                                stream: {type: DeclarativeStream, name: parents}
                          - {type: CustomPartitionRouter}
                        """)))
        .contains(
            "streams[0].retriever.partition_router[0].values: must be a list of values, or an"
                + " expression that makes one",
            "streams[0].retriever.partition_router[0].cursor_field: is required",
            parents + "parent_key: leads to one field; '*' is not possible",
            parents + "lazy_read_pointer: is not supported: each partition is asked for by itself",
            parents + "extra_fields: must be a list of non-empty lists of names",
            parents + "stream.retriever: is required",
            "streams[0].retriever.partition_router[2].type: CustomPartitionRouter runs code of its"
                + " own, which is not supported; accepted: SubstreamPartitionRouter or"
                + " ListPartitionRouter")
        .anyMatch(text -> text.startsWith(parents + "partition_field: "));
  }

  @Test
  void refusesWaysOfFollowingChangesThatDoNotFitTogether() {
    assertThat(problems(Manifests.people().stream(Manifests.BY_TIME + OPAQUE)))
        .contains("streams[0].x-tidemark-checkpoint: has no place beside incremental_sync");
    assertThat(problems(Mailbox.MANIFEST.replaceFirst("(Message\\s+primary_key: )id", "$1[a, b]")))
        .containsExactly(
            "streams[0].x-tidemark-changes: needs a primary key of one field, whose values are the"
                + " ids");
  }

  @Test
  void readsAStreamByIncrementsWhoseParentHasAFingerprint() {
    Manifest manifest = load(Toolbox.MANIFEST);
    assertThat(manifest.warnings()).isEmpty();
    assertThat(manifest.streams().get(0).toModel().incremental()).as("the parent").isFalse();
    StreamDefinition tools = manifest.streams().get(1);
    assertThat(tools.toModel().incremental()).isTrue();
    assertThat(tools.sweep()).contains(Duration.ofDays(1));

    Manifest without = load(Toolbox.MANIFEST.replace("incremental_dependency: true", ""));
    assertThat(without.streams().get(1).toModel().incremental()).isFalse();
    assertThat(load(Toolbox.MANIFEST.replaceFirst(FINGERPRINT_OF_KITS, "\n")).warnings())
        .containsExactly(
            "streams[1].retriever.partition_router.parent_stream_configs[0].incremental_dependency:"
                + " has no effect: the parent has neither incremental_sync nor"
                + " x-tidemark-fingerprint");
  }

  @Test
  void refusesAFingerprintWhereItWouldSayNothing() {
    String fingerprint = "x-tidemark-fingerprint: {fields: [[version]]}\n";
    String misplaced =
        "streams[0].x-tidemark-fingerprint: has no place beside incremental_sync,"
            + " x-tidemark-checkpoint or incremental_dependency: the listing must be read whole"
            + " each time";
    assertThat(problems(Manifests.people().stream(fingerprint + Manifests.BY_TIME)))
        .containsExactly(misplaced);
    assertThat(problems(Manifests.people().stream(fingerprint + OPAQUE)))
        .containsExactly(misplaced);
    assertThat(
            problems(
                Toolbox.MANIFEST.replace(
                    "x-tidemark-model: Tool", "x-tidemark-model: Tool\n    " + fingerprint)))
        .containsExactly(misplaced.replace("[0]", "[1]"));
    assertThat(problems(Manifests.people().stream("x-tidemark-fingerprint: {fields: [version]}")))
        .containsExactly(
            "streams[0].x-tidemark-fingerprint.fields: must be a list of lists of names, none of"
                + " them empty; '*' is not possible");
  }

  @Test
  void refusesToCombineParentsOfWhichOneHasAFingerprint() {
    String router =
        """
        - type: SubstreamPartitionRouter
          parent_stream_configs:
            - parent_key: id
              partition_field: %1$s
              incremental_dependency: true
              stream:
                type: DeclarativeStream
                name: %1$s
                x-tidemark-fingerprint: {fields: [[version]]}
                retriever:
                  type: SimpleRetriever
                  requester: {type: HttpRequester, url: "https://api.acme.test/v1/%1$s"}
                  record_selector:
                    type: RecordSelector
                    extractor: {type: DpathExtractor, field_path: []}
        """;
    String listed = "- {type: ListPartitionRouter, cursor_field: size, values: [small, large]}\n";
    String one = router.formatted("kits");
    String whole = router.formatted("boxes").replace("incremental_dependency: true", "");
    assertThat(problems(combined(one + whole)))
        .containsExactly(
            "streams[0].retriever.partition_router: cannot combine parents with others that have an"
                + " x-tidemark-fingerprint");
    assertThat(load(combined(one + listed)).streams().get(0).listsChanges()).isTrue();
    assertThat(load(combined(whole + listed)).streams().get(0).listsChanges()).isFalse();
  }

  private static Manifests combined(String routers) {
    return Manifests.people().retriever("partition_router:\n" + routers.indent(2));
  }

  @Test
  void refusesARequestOptionOfAPartitionThatSetsWhatTheRequesterSets() {
    assertThat(
            problems(
                Manifests.people()
                    .requester("request_parameters: {in: x}")
                    .retriever(
                        """
                        partition_router:
                          type: ListPartitionRouter
                          cursor_field: section
                          values: [a]
                          request_option:
                            {type: RequestOption, inject_into: request_parameter, field_name: in}
                        """)))
        .containsExactly("streams[0].retriever: sets request_parameter/in in two places");
  }
}
