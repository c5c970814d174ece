package dev.tidemark.connectors.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.application.connector.Credentials;
import dev.tidemark.connectors.document.InvalidManifestException;
import dev.tidemark.connectors.document.Problem;
import dev.tidemark.connectors.support.Manifests;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.provider.SetupStep;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What manifests say of signing in, of pipelines, and of the steps after. */
class SignInLoadingTest {
  private static final String PIPELINES =
      """
      x-tidemark-pipelines:
        retriever: {$ref: "#/streams/0/retriever"}
        only_pipeline: {id: deals, name: Deals}
        stage: {id_path: [id], name_path: [name]}
      """;
  private static final String WEBHOOK =
      """
      x-tidemark-webhook:
        signature: {scheme: bearer}
        models: {"*": [AcmePerson]}
      """;
  private static final String SIGN_IN =
      """
      x-tidemark-oauth:
        authorize_url: https://acme.test/authorize
        token_url: https://acme.test/token
      """;

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

  /** People whose provider has a step of that id. */
  private static Manifests stepping(String id) {
    return Manifests.people()
        .replace("    fields:", "    steps: [{id: " + id + ", label: Do it}]\n    fields:");
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
            stepping("crm-mapping").stream(waiting)
                .metadata(PIPELINES)
                .replace("    fields:", "    notes: [Mind the gap]\n    fields:"));
    assertThat(manifest.streams().get(0).toModel().requiredStep()).isEqualTo("crm-mapping");
    assertThat(manifest.provider().with(List.of()).notes()).containsExactly("Mind the gap");
    assertThat(manifest.streams().get(0).digest())
        .as("waiting changes nothing about how it is read")
        .isEqualTo(load(Manifests.people()).streams().get(0).digest());
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

  @Test
  void refusesAWebhookThatCouldNotBeJudged() {
    assertThat(
            problems(
                metadata(
                    """
                    x-tidemark-webhook:
                      signature:
                        scheme: hmac_sha256
                        timestamp: {element: t, header: T, tolerance: soon}
                      secret: {from: them, pattern: "["}
                      models: {a: AcmePerson, b: [none such]}
                    """)))
        .contains(
            "metadata.x-tidemark-webhook.signature.header: is required",
            "metadata.x-tidemark-webhook.signature.timestamp.header: give either header or element",
            "metadata.x-tidemark-webhook.signature.timestamp.element: has no place where the"
                + " signature is the header alone",
            "metadata.x-tidemark-webhook.secret.from: 'them' is not supported; accepted: provider,"
                + " us",
            "metadata.x-tidemark-webhook.models.a: must be a list of models, and not empty",
            "metadata.x-tidemark-webhook: needs a step webhook-setup in x-tidemark-provider")
        .anyMatch(text -> text.startsWith("metadata.x-tidemark-webhook.secret.pattern: is no"))
        .anyMatch(text -> text.startsWith("metadata.x-tidemark-webhook.models.b: model name"))
        .anyMatch(text -> text.contains("timestamp.tolerance: must be an ISO 8601 duration"));
    assertThat(
            problems(
                metadata(
                    """
                    x-tidemark-webhook:
                      signature: {scheme: bearer, header: X}
                      models: {"*": [AcmePet]}
                    """)))
        .contains(
            "metadata.x-tidemark-webhook.models: there is no model AcmePet",
            "metadata.x-tidemark-webhook.signature.header: is not a field of a signature; accepted:"
                + " scheme, type");
  }

  @Test
  void refusesAStreamThatWaitsForAStepThatNothingReleases() {
    for (String step : List.of("webhook-setup", "feeding")) {
      Manifests waiting = stepping(step).stream("x-tidemark-requires-step: " + step);
      assertThat(problems(step.equals("feeding") ? waiting : waiting.metadata(WEBHOOK)))
          .contains(
              "streams[0].x-tidemark-requires-step: must be crm-mapping: no other step releases a"
                  + " stream");
    }
  }

  @Test
  void refusesAStepOfOursWithoutWhatItNeeds() {
    assertThat(problems(stepping("crm-mapping")))
        .containsExactly("metadata.x-tidemark-pipelines: is required for the step crm-mapping");
    assertThat(problems(stepping("webhook-setup")))
        .containsExactly("metadata.x-tidemark-webhook: is required for the step webhook-setup");
  }

  @Test
  void refusesWhatAStepOfOursNeedsWithoutTheStep() {
    assertThat(problems(metadata(PIPELINES)))
        .containsExactly(
            "metadata.x-tidemark-pipelines: needs a step crm-mapping in x-tidemark-provider");
    assertThat(problems(metadata(WEBHOOK)))
        .containsExactly(
            "metadata.x-tidemark-webhook: needs a step webhook-setup in x-tidemark-provider");
  }

  @Test
  void letsPassAStepOfTheProvidersOwn() {
    assertThat(load(stepping("feeding")).provider().with(List.of()).steps())
        .extracting(SetupStep::id)
        .containsExactly("feeding");
  }

  @Test
  void refusesFieldsWhereAUserSignsIn() {
    Manifests browser = metadata(SIGN_IN).replace("setup: direct", "setup: browser");
    assertThat(problems(browser))
        .containsExactly(
            "metadata.x-tidemark-provider.fields: have no place where setup is browser: nobody is"
                + " asked for them");
    Manifest known = load(browser.toString().replaceAll("fields:\n( +- .*\n)+", "fields: []\n"));
    assertThat(known.oauth()).isPresent();
  }

  @Test
  void letsPassAProviderWhoseSignInIsNotWrittenYet() {
    Manifest manifest =
        load(
            Manifests.people()
                .toString()
                .replace("setup: direct", "setup: browser")
                .replaceAll("fields:\n( +- .*\n)+", "fields: []\n"));
    assertThat(manifest.oauth()).isEmpty();
    assertThat(manifest.warnings()).isEmpty();
  }

  @Test
  void refusesToPutAnythingWhereTheSecretOfTheWebhookIsKept() {
    String key =
        new Credentials(Map.of()).withWebhookSecret("hush").fields().keySet().iterator().next();
    String taken = "'" + key + "' is reserved: the secret of the webhook is kept there";
    assertThat(problems(Manifests.people().replace("key: apiKey", "key: " + key)))
        .containsExactly("metadata.x-tidemark-provider.fields[0].key: " + taken);
    assertThat(problems(Manifests.people().replace("key: apiKey", "key: " + key + ".inner")))
        .as("leads into it")
        .hasSize(1);
    assertThat(
            problems(
                Manifests.people()
                    .replace(
                        "metadata:",
                        "spec: {type: Spec, connection_specification: {properties: {"
                            + key
                            + ": {type: string}}}}\nmetadata:")))
        .containsExactly("spec.connection_specification: " + taken);
    for (String setting : List.of("grant", "access_token", "client_secret")) {
      assertThat(problems(metadata(SIGN_IN + "  settings: {" + setting + ": " + key + "}\n")))
          .containsExactly("metadata.x-tidemark-oauth.settings." + setting + ": " + taken);
    }
    assertThat(load(Manifests.people().replace("key: apiKey", "key: " + key + "s")).warnings())
        .isEmpty();
  }
}
