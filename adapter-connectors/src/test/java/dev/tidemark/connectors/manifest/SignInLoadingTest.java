package dev.tidemark.connectors.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.connectors.document.InvalidManifestException;
import dev.tidemark.connectors.document.Problem;
import dev.tidemark.connectors.support.Manifests;
import dev.tidemark.domain.provider.ProviderId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What manifests say of signing in, of pipelines, and of the steps after. */
class SignInLoadingTest {
  private static Manifest load(Object manifest) {
    return ManifestLoader.load("acme.yaml", new ProviderId("acme"), manifest.toString());
  }

  private static List<String> problems(Object manifest) {
    return catchThrowableOfType(InvalidManifestException.class, () -> load(manifest))
        .problems()
        .stream()
        .map(Problem::toString)
        .toList();
  }

  private static Manifests metadata(String lines) {
    return Manifests.people().metadata(lines);
  }

  @Test
  void refusesASignInThatWouldNotWorkOrNotBeSafe() {
    assertThat(
            problems(
                metadata(
                    """
                    x-tidemark-oauth:
                      authorize_url: /authorize
                      token_url: http://login.acme.test/token
                      scope_separator: " and "
                      parameters: {state: x, prompt: [consent]}
                      settings: {token: accessToken}
                      scope: all
                    """)))
        .containsExactlyInAnyOrder(
            "metadata.x-tidemark-oauth.authorize_url: must be an absolute https address, without"
                + " user and fragment",
            "metadata.x-tidemark-oauth.token_url: must be an absolute https address, without user"
                + " and fragment",
            "metadata.x-tidemark-oauth.scope_separator: must be a space, comma, semicolon or plus",
            "metadata.x-tidemark-oauth.parameters: 'state' cannot be set",
            "metadata.x-tidemark-oauth.parameters: must be a map of texts",
            "metadata.x-tidemark-oauth.settings.token: is not a field of the settings; accepted:"
                + " access_token, client_id, client_secret, expires_at, grant, refresh_token, type",
            "metadata.x-tidemark-oauth.scope: is not a field of a sign-in; accepted:"
                + " authorize_url, failed, parameters, pkce, scope_separator, scopes, settings,"
                + " token_url, type");
    assertThat(
            problems(
                metadata(
                    """
                    x-tidemark-oauth:
                      authorize_url: "https://{{ config['region'] }}.acme.test/authorize"
                      token_url: http://169.254.169.254/token
                    """)))
        .contains(
            "metadata.x-tidemark-oauth.authorize_url: must be plain text, expressions are not read"
                + " here",
            "metadata.x-tidemark-oauth.token_url: must not be a link-local or metadata address");
  }

  @Test
  void refusesPipelinesThatAreNotFound() {
    assertThat(
            problems(
                metadata(
                    """
                    x-tidemark-pipelines:
                      pipeline: {id_path: [id]}
                      only_pipeline: {id: a, title: A}
                      stage: {id_path: id, name_path: [name], colour_path: [c]}
                    """)))
        .contains(
            "metadata.x-tidemark-pipelines.retriever: is required",
            "metadata.x-tidemark-pipelines.pipeline: give either pipeline or only_pipeline",
            "metadata.x-tidemark-pipelines.pipeline.name_path: must be a list of names, and not"
                + " empty",
            "metadata.x-tidemark-pipelines.pipeline.stages_path: must be a list of names, and not"
                + " empty",
            "metadata.x-tidemark-pipelines.stage.id_path: must be a list of names, and not empty")
        .anyMatch(text -> text.contains("stage.colour_path: is not a field of a stage"));
  }

  @Test
  void refusesAStreamThatWaitsForAStepThatIsNone() {
    String waiting = "x-tidemark-requires-step: crm-mapping";
    assertThat(problems(Manifests.people().stream(waiting)))
        .containsExactly("streams[0].x-tidemark-requires-step: is no step of the provider");
    Manifest manifest =
        load(
            Manifests.people().stream(waiting)
                .replace(
                    "    fields:",
                    "    steps: [{id: crm-mapping, label: Map}]\n    notes: [Mind the gap]\n"
                        + "    fields:"));
    assertThat(manifest.streams().get(0).toModel().requiredStep()).isEqualTo("crm-mapping");
    assertThat(manifest.provider().with(List.of()).notes()).containsExactly("Mind the gap");
    assertThat(manifest.streams().get(0).fingerprint())
        .as("waiting changes nothing about how it is read")
        .isEqualTo(load(Manifests.people()).streams().get(0).fingerprint());
  }

  @Test
  void leavesOutAStreamAloneThatWaitsForAStepThatIsNone() {
    String two =
        Manifests.people()
            .replace(
                "streams:\n",
                """
                streams:
                  - type: DeclarativeStream
                    name: pets
                    x-tidemark-requires-step: feeding
                    retriever: {$ref: "#/streams/1/retriever"}
                """)
            .toString();
    ManifestLoader.Loaded loaded =
        ManifestLoader.loadRunnable("acme.yaml", new ProviderId("acme"), two);
    assertThat(loaded.manifest().streams())
        .extracting(StreamDefinition::name)
        .containsExactly("people");
    assertThat(loaded.leftOut()).hasSize(1);
  }
}
