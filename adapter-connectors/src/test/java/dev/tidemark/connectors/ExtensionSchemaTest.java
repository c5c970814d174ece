package dev.tidemark.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.tidemark.connectors.document.InvalidManifestException;
import dev.tidemark.connectors.document.Problems;
import dev.tidemark.connectors.document.References;
import dev.tidemark.connectors.document.YamlText;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.connectors.manifest.ManifestLoader;
import dev.tidemark.connectors.support.Manifests;
import dev.tidemark.domain.provider.ProviderId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The published schema of the extensions against what is loaded. */
class ExtensionSchemaTest {
  private static final Path BUILT_IN = Path.of("src/main/resources/manifests");
  private static final String PREFIX = "x-tidemark-";

  private final JsonNode document = schema();
  private final JsonSchema schema =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(document);

  private static JsonNode schema() {
    try {
      return Json.parse(Files.readAllBytes(Path.of("../docs/connectors.schema.json")));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static ObjectNode manifest(String name, String text) {
    return (ObjectNode) Json.node(References.resolve(YamlText.read(name, text), new Problems()));
  }

  @Test
  void isMetByTheBuiltInManifests() throws IOException {
    List<Path> manifests = new ArrayList<>();
    try (Stream<Path> folders = Files.list(BUILT_IN)) {
      folders.map(folder -> folder.resolve("manifest.yaml")).forEach(manifests::add);
    }
    assertThat(manifests).isNotEmpty();
    for (Path path : manifests) {
      assertThat(schema.validate(manifest(path.toString(), Files.readString(path))))
          .as(path.toString())
          .isEmpty();
    }
  }

  @Test
  void isNotMetByWhatTheLoaderRefuses() {
    for (String metadata :
        List.of(
            "x-tidemark-rate-budget: {requests: 10}",
            "x-tidemark-rate-budget: {requests: 0, per: PT1S}",
            "x-tidemark-rate-budget: {requests: 10, per: P1M}",
            "x-tidemark-failures: [{failure: rate_limited}]",
            "x-tidemark-failures: [{http_codes: [200], failure: broken}]",
            "x-tidemark-retry-time: {field_path: [], format: seconds}",
            "x-tidemark-retry-time: {field_path: [a], format: minutes}",
            "x-tidemark-oauth: {authorize_url: https://a.test/}",
            "x-tidemark-oauth: {authorize_url: https://a.test/, token_url: http://a.test/}",
            "x-tidemark-oauth: {authorize_url: https://a.test/, token_url: https://a.test/,"
                + " parameters: {state: x}}",
            "x-tidemark-oauth: {authorize_url: https://a.test/, token_url: https://a.test/,"
                + " settings: {token: x}}",
            "x-tidemark-pipelines: {only_pipeline: {id: a, name: A}}",
            "x-tidemark-webhook: {signature: {scheme: bearer}, models: {a: [AcmePerson]}}",
            "x-tidemark-webhook: {signature: {scheme: md5}, models: {a: [AcmePerson]}}",
            "x-tidemark-webhook: {signature: {scheme: bearer, header: X}, models: {a:"
                + " [AcmePerson]}}",
            "x-tidemark-webhook: {signature: {scheme: bearer}, models: {}}",
            "x-tidemark-budget: {}")) {
      refused(Manifests.people().metadata(metadata).toString());
    }
    for (String stream :
        List.of(
            "x-tidemark-sweep: {every: often}",
            "x-tidemark-archived: {}",
            "x-tidemark-checkpoint: {field_path: [next]}",
            "x-tidemark-checkpoint-expired: [200]",
            "x-tidemark-changes: {next: {field_path: [a]}}",
            "x-tidemark-fingerprint: {}",
            "x-tidemark-fingerprint: {fields: []}",
            "x-tidemark-fingerprint: {fields: [a]}",
            "x-tidemark-fingerprint: {fields: [[a], []]}",
            "x-tidemark-fingerprint: {fields: [[a, '*']]}",
            "x-tidemark-fingerprint: {fields: [['']]}",
            "x-tidemark-fingerprint: {fields: [[1.5]]}",
            "x-tidemark-fingerprint: {fields: [[a]], every: P1D}",
            "x-tidemark-keep:",
            "x-tidemark-keep: []",
            "x-tidemark-keep: {}",
            "x-tidemark-keep: {fields: []}",
            "x-tidemark-keep: {fields: [id]}",
            "x-tidemark-keep: {fields: [[id], []]}",
            "x-tidemark-keep: {fields: [[id], ['']]}",
            "x-tidemark-keep: {fields: [[id], ['*']]}",
            "x-tidemark-keep: {fields: [[id], [a, 'b*']]}",
            "x-tidemark-keep: {fields: [[id], [a, '**']]}",
            "x-tidemark-keep: {fields: [[id], [a, 0]]}",
            "x-tidemark-keep: {fields: [[id]], every: P1D}",
            "x-tidemark-tombstones: {field_path: [a]}",
            "x-tidemark-requires-step: feeding")) {
      refused(Manifests.people().stream(stream).toString());
    }
    for (String provider :
        List.of(
            "setup: browser",
            "setup: direct\n    steps: [{id: crm-mapping, label: Map}]",
            "setup: direct\n    steps: [{id: webhook-setup, label: Set it up}]")) {
      refused(Manifests.people().replace("setup: direct", provider).toString());
    }
    for (String key : List.of("webhookSecret", "webhookSecret.inner")) {
      refused(Manifests.people().replace("key: apiKey", "key: " + key).toString());
      refused(
          Manifests.people()
              .metadata(
                  "x-tidemark-oauth: {authorize_url: https://a.test/, token_url: https://a.test/,"
                      + " settings: {grant: "
                      + key
                      + "}}")
              .toString());
    }
  }

  private void refused(String text) {
    assertThat(catchThrowableOfType(InvalidManifestException.class, () -> load(text)))
        .as(text)
        .isNotNull();
    assertThat(schema.validate(manifest("acme", text))).as(text).isNotEmpty();
  }

  private static void load(String text) {
    ManifestLoader.load("acme.yaml", new ProviderId("acme"), text);
  }

  @Test
  void namesEveryExtensionThatTheLoaderKnows() {
    InvalidManifestException refused =
        catchThrowableOfType(
            InvalidManifestException.class,
            () ->
                load(
                    Manifests.people().stream("x-tidemark-unknown: 1")
                        .metadata("x-tidemark-unknown: 1")
                        .toString()));
    Set<String> known = new TreeSet<>();
    refused
        .problems()
        .forEach(problem -> {
          for (String word : problem.reason().split("[ ,;]+", -1)) {
            if (word.startsWith(PREFIX)) {
              known.add(word);
            }
          }
        });
    Set<String> described = new TreeSet<>();
    for (JsonNode place :
        List.of(document.at("/properties/metadata"), document.at("/$defs/stream"))) {
      place.path("properties").fieldNames().forEachRemaining(described::add);
    }
    assertThat(known).isNotEmpty().isEqualTo(described);
  }
}
