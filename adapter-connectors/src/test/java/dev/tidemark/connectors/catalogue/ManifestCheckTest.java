package dev.tidemark.connectors.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.connectors.document.Problem;
import dev.tidemark.connectors.support.Manifests;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.provider.ProviderId;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestCheckTest {
  private static final ProviderId FILE = new ProviderId("my-crm");
  private static final String MORE_STREAMS =
      """
        - type: DeclarativeStream
          name: teams
          primary_key: [[org, id], nr]
          $parameters: {path: teams}
          retriever:
            type: SimpleRetriever
            requester: {type: HttpRequester, url_base: "https://api.acme.test"}
            record_selector:
              type: RecordSelector
              extractor: {type: DpathExtractor, field_path: []}
            partition_router: {type: ListPartitionRouter, values: [a], cursor_field: kind}
        - type: DeclarativeStream
          name: odd
          retriever: {type: CustomRetriever}
      metadata:
      """;

  @TempDir private Path folder;

  private static ManifestCheck check(Object manifest, boolean onlyRunnable) {
    byte[] content = manifest.toString().getBytes(StandardCharsets.UTF_8);
    return ManifestCheck.of("my-crm.yaml", FILE, content, onlyRunnable);
  }

  private static List<String> problems(ManifestCheck check) {
    return ((ManifestCheck.Refused) check).problems().stream().map(Problem::toString).toList();
  }

  private static String withMoreStreams(Manifests manifest) {
    return manifest.toString().replace("metadata:\n", MORE_STREAMS);
  }

  @Test
  void tellsWhatAManifestOffers() {
    String manifest =
        withMoreStreams(Manifests.people().stream(Manifests.BY_TIME))
            .replaceAll("(?s)  - type: DeclarativeStream\n    name: odd.*?metadata", "metadata");
    ManifestCheck.Accepted accepted = (ManifestCheck.Accepted) check(manifest, false);

    assertThat(accepted.provider()).isEqualTo(new ProviderId("acme"));
    assertThat(accepted.name()).isEqualTo("Acme");
    assertThat(accepted.streams())
        .containsExactly(
            new ManifestCheck.Stream(
                "people", new ModelName("AcmePerson"), List.of("id"), true, false),
            new ManifestCheck.Stream(
                "teams", new ModelName("teams"), List.of("org.id", "nr"), false, true));
    assertThat(accepted.leftOut()).isEmpty();
  }

  @Test
  void tellsEveryProblem() {
    assertThat(problems(check("type: X\nstreams: {}", false)))
        .contains("type: must be DeclarativeSource", "version: is required", "check: is required");
  }

  @Test
  void takesTheStreamsThatCanRun() {
    String manifest = withMoreStreams(Manifests.people());
    String reason =
        "streams[2].retriever.type: CustomRetriever runs code of its own, which is not supported;"
            + " accepted: SimpleRetriever";

    assertThat(problems(check(manifest, false))).containsExactly(reason);
    ManifestCheck.Accepted accepted = (ManifestCheck.Accepted) check(manifest, true);
    assertThat(accepted.streams())
        .extracting(ManifestCheck.Stream::name)
        .containsExactly("people", "teams");
    assertThat(accepted.leftOut()).extracting(Problem::toString).containsExactly(reason);
  }

  @Test
  void checksCredentialsByAStreamThatIsLeft() {
    String manifest =
        withMoreStreams(Manifests.people())
            .replace("stream_names: [people]", "stream_names: [odd]");
    ManifestCheck.Accepted accepted = (ManifestCheck.Accepted) check(manifest, true);
    assertThat(accepted.manifest().check().toString()).contains("name=people");
  }

  @Test
  void refusesWhatNoStreamCanDoWithout() {
    assertThat(
            problems(check(withMoreStreams(Manifests.people()).replace("version: ", "x: "), true)))
        .contains("version: is required");
    String only = Manifests.people().replace("SimpleRetriever", "CustomRetriever").toString();
    assertThat(problems(check(only, true))).hasSize(1);
  }

  @Test
  void readsFilesOfAllKindsAndNeverThrows() throws IOException {
    Path good = folder.resolve("good").resolve("manifest.yaml");
    Files.createDirectories(good.getParent());
    Files.writeString(good, Manifests.people().toString().replaceAll("(?s)metadata:.*", ""));
    assertThat(ManifestCheck.of(good, false))
        .isInstanceOfSatisfying(
            ManifestCheck.Accepted.class,
            accepted -> assertThat(accepted.provider()).isEqualTo(new ProviderId("good")));
    assertThat(problems(ManifestCheck.of(folder, false))).containsExactly("is no file");
    assertThat(problems(ManifestCheck.of(folder.resolve("none.yaml"), false)))
        .containsExactly("is no file");
    Path huge = folder.resolve("huge.yaml");
    try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
      file.setLength(100L * 1024 * 1024);
    }
    assertThat(problems(ManifestCheck.of(huge, false)))
        .containsExactly("the document is larger than 2097152 bytes");
    Path latin = folder.resolve("latin.yaml");
    Files.write(latin, "name: Müller".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(problems(ManifestCheck.of(latin, false)))
        .containsExactly("the document is not in UTF-8");
    Path odd = folder.resolve("What a name!.yaml");
    String plain = Manifests.people().toString().replaceAll("(?s)metadata:.*", "");
    Files.writeString(odd, plain);
    assertThat(ManifestCheck.of(odd, false))
        .isInstanceOfSatisfying(
            ManifestCheck.Accepted.class,
            accepted -> assertThat(accepted.provider()).isEqualTo(new ProviderId("what-a-name")));
  }

  @Test
  void opensAFolderWhateverIsInIt() throws IOException {
    String plain = Manifests.people().toString().replaceAll("(?s)metadata:.*", "");
    Files.writeString(folder.resolve("one.yaml"), plain);
    Files.createDirectories(folder.resolve("two"));
    Files.writeString(folder.resolve("two/manifest.yaml"), plain);
    Files.writeString(folder.resolve("two.yml"), plain);
    Files.writeString(folder.resolve("bad.yaml"), "{");
    Files.writeString(folder.resolve("notes.txt"), "not looked at");

    ManifestCatalogue.Opened opened = ManifestCatalogue.open(folder, false);

    assertThat(opened.files().keySet())
        .containsExactly("bad.yaml", "one.yaml", "two/manifest.yaml", "two.yml");
    assertThat(opened.catalogue().manifest(new ProviderId("one"))).isPresent();
    assertThat(opened.catalogue().manifest(new ProviderId("two"))).isPresent();
    assertThat(opened.catalogue().manifest(new ProviderId("stripe"))).isPresent();
    assertThat(opened.problems())
        .hasSize(2)
        .anyMatch(problem -> problem.path().equals("bad.yaml"))
        .contains(new Problem("two.yml", "the provider two is that of two/manifest.yaml"));
  }

  @Test
  void refusesHostileDocumentsAtOnce() {
    String lengthy = "x".repeat(60_000);
    StringBuilder aliases = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    StringBuilder references = new StringBuilder("definitions:\n  r0: {k: v}\n");
    for (int i = 1; i < 12; i++) {
      String before = "*a" + (i - 1);
      aliases.append(
          "a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", Collections.nCopies(10, before))));
      references.append("  r%d:\n".formatted(i));
      for (int j = 0; j < 10; j++) {
        references.append("    k%d: \"#/definitions/r%d\"\n".formatted(j, i - 1));
      }
    }
    references.append("streams: [\"#/definitions/r11\"]\n");
    List<String> documents = new ArrayList<>();
    documents.add(aliases.toString());
    documents.add(references.toString());
    documents.add("a: &a [*a]");
    documents.add("a: &a {b: *a}\nstreams: *a");
    documents.add("streams: \"#/streams\"");
    documents.add(
        "streams: [{$ref: \"#/definitions/a\"}]\ndefinitions: {a: {b: \"#/definitions/a\"}}");
    documents.add("[".repeat(100_000));
    documents.add("{a: ".repeat(100_000));
    documents.add("- ".repeat(100_000));
    documents.add("a: " + "9".repeat(1_900_000));
    documents.add("a: " + "1:".repeat(900_000) + "1");
    documents.add("a: !!java.net.URL [\"https://127.0.0.1/\"]");
    documents.add("? [a, b]\n: c");
    documents.add("a: !!binary aGVsbG8=");
    documents.add("a: 1\n---\nb: 2");
    documents.add("\u0000");
    documents.add("");
    documents.add("# nothing");
    documents.add("a: \"" + "\\\\U0001F600".repeat(1000) + "\"");
    documents.add("streams: [{name: \"{{ " + "(".repeat(30_000) + " }}\"}]");
    documents.add(
        "streams: [{name: a, retriever: {requester: {url_base: \"{{ '"
            + lengthy
            + "' * 9 }}\"}}}]");

    for (String document : documents) {
      long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      ManifestCheck check = check(document, false);
      long millis =
          (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun) / 1_000_000;
      assertThat(check).isInstanceOf(ManifestCheck.Refused.class);
      assertThat(problems(check).get(0)).hasSizeLessThan(500).doesNotContain("\n");
      assertThat(millis)
          .as(document.substring(0, Math.min(40, document.length())))
          .isLessThan(2000);
    }
  }

  @Test
  void survivesAManifestThatWasTamperedWith() {
    String manifest =
        withMoreStreams(
            Manifests.people().retriever(Manifests.BY_CURSOR).stream(Manifests.BY_TIME));
    Random random = new Random(20_260_301);
    String pieces = "{}[]:#&*!|>'\"%@`,?-\n \t0aé{{}}$ref#/";
    for (int i = 0; i < 2_000; i++) {
      StringBuilder changed = new StringBuilder(manifest);
      for (int j = 0; j <= i % 4; j++) {
        int at = random.nextInt(changed.length());
        int end = Math.min(changed.length(), at + random.nextInt(12));
        int from = random.nextInt(pieces.length());
        changed.replace(at, end, pieces.substring(from, Math.min(pieces.length(), from + 3)));
      }
      assertThat(check(changed, i % 2 == 0)).isNotNull();
    }
  }

  @Test
  void refusesAddressesThatNoProviderHas() {
    for (String address :
        List.of(
            "file:///etc/passwd", "ftp://files.test/x", "gopher://x", "jar:https://x.test/a!")) {
      assertThat(addressed(address))
          .as(address)
          .containsExactly(
              "streams[0].retriever.requester.url_base: must be an http or https address");
    }
    for (String address :
        List.of(
            "http://169.254.169.254/latest",
            "http://2852039166/latest",
            "http://[fe80::1]/",
            "http://metadata.google.internal/computeMetadata/v1",
            "http://user@169.254.170.2/v2")) {
      assertThat(addressed(address))
          .as(address)
          .containsExactly(
              "streams[0].retriever.requester.url_base: must not be a link-local or metadata"
                  + " address");
    }
  }

  private static List<String> addressed(String address) {
    String text = Manifests.people().replace("https://api.acme.test/v1", address).toString();
    ManifestCheck check =
        ManifestCheck.of("x", new ProviderId("x"), text.getBytes(StandardCharsets.UTF_8), false);
    return check instanceof ManifestCheck.Refused refused
        ? refused.problems().stream().map(Object::toString).toList()
        : List.of();
  }

  @Test
  void refusesAnExpressionThatCanOnlyEndAtALimit() {
    for (String endless : List.of("{{ 9 ** 999999999 }}", "{{ 'x' * 1000000000 * 1000000 }}")) {
      String text =
          Manifests.people().replace("path: people", "path: \"" + endless + "\"").toString();
      assertThat(
              ManifestCheck.of(
                  "x", new ProviderId("x"), text.getBytes(StandardCharsets.UTF_8), false))
          .as(endless)
          .isInstanceOf(ManifestCheck.Refused.class);
    }
  }
}
