package dev.tidemark.connectors.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.application.catalogue.ProviderCatalogue;
import dev.tidemark.connectors.document.InvalidManifestException;
import dev.tidemark.connectors.support.Manifests;
import dev.tidemark.domain.provider.CredentialField;
import dev.tidemark.domain.provider.Model;
import dev.tidemark.domain.provider.Provider;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.provider.SetupMode;
import dev.tidemark.domain.provider.SetupStep;
import dev.tidemark.testkit.ProviderCatalogueContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestCatalogueTest extends ProviderCatalogueContract {
  private final ManifestCatalogue builtIn = ManifestCatalogue.builtIn();

  @Override
  protected ProviderCatalogue catalogue() {
    return builtIn;
  }

  private Provider provider(String id) {
    return builtIn.find(new ProviderId(id)).orElseThrow();
  }

  @Test
  void listsTwelveProvidersAndThePlatformsOwn() {
    assertThat(builtIn.list())
        .extracting(provider -> provider.id().value())
        .containsExactly(
            "hubspot",
            "attio",
            "slack",
            "fireflies",
            "granola",
            "google-calendar",
            "google-mail",
            "posthog",
            "stripe",
            "supabase",
            "clerk",
            "pylon",
            "composio");
    assertThat(builtIn.list())
        .filteredOn(provider -> provider.reach() == Provider.Reach.PLATFORM)
        .extracting(provider -> provider.id().value())
        .containsExactly("composio");
  }

  @Test
  void readsStripeAndComposio() {
    assertThat(builtIn.list())
        .filteredOn(Provider::readable)
        .extracting(provider -> provider.id().value())
        .contains("stripe", "composio");
    assertThat(provider("stripe").models())
        .extracting(model -> model.name().value())
        .containsExactly(
            "StripeCustomer",
            "StripeSubscription",
            "StripeInvoice",
            "StripeProduct",
            "StripePrice",
            "StripeCharge");
    assertThat(provider("stripe").models()).allMatch(Model::incremental);
    assertThat(provider("composio").models())
        .extracting(model -> model.name().value())
        .containsExactly(
            "ComposioToolkit", "ComposioTool", "ComposioAuthConfig", "ComposioConnectedAccount");
    assertThat(provider("composio").models())
        .filteredOn(Model::incremental)
        .extracting(model -> model.name().value())
        .containsExactly("ComposioTool");
    assertThat(builtIn.warnings()).isEmpty();
  }

  @Test
  void knowsWhatIsNeededToConnectEachProvider() {
    assertThat(provider("posthog").fields())
        .containsExactly(
            new CredentialField("apiKey", "API key", true),
            new CredentialField("region", "Region", false),
            new CredentialField("projectId", "Project ID", false));
    assertThat(provider("pylon").credentialType()).isEqualTo("api_token");
    assertThat(provider("hubspot").setupMode()).isEqualTo(SetupMode.BROWSER);
    assertThat(provider("hubspot").steps())
        .extracting(SetupStep::id)
        .containsExactly("crm-mapping");
    assertThat(builtIn.find(new ProviderId("gmail"))).contains(provider("google-mail"));
    assertThat(builtIn.list())
        .filteredOn(provider ->
            provider.steps().stream().anyMatch(step -> step.id().equals("webhook-setup")))
        .extracting(provider -> provider.id().value())
        .containsExactly("fireflies", "posthog", "stripe", "pylon");
  }

  @Test
  void takesInTheManifestsOfAFolder(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("one.yaml"), Manifests.people().toString());
    Files.createDirectory(folder.resolve("my-stripe"));
    Files.writeString(
        folder.resolve("my-stripe/manifest.yaml"),
        Manifests.people().replace("id: acme", "id: stripe").toString());
    Files.writeString(folder.resolve("README.md"), "no manifest");
    ManifestCatalogue catalogue = ManifestCatalogue.open(folder, false).catalogue();

    assertThat(catalogue.find(new ProviderId("acme"))).isPresent();
    assertThat(catalogue.find(new ProviderId("stripe")).orElseThrow().models())
        .as("replaces the built-in one")
        .extracting(model -> model.name().value())
        .containsExactly("AcmePerson");
    assertThat(catalogue.list()).hasSize(14);
  }

  @Test
  void letsNobodyTakeTheIdOfAnotherAsAnAlias(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("acme.yaml"),
        Manifests.people().replace("id: acme", "id: acme\n    aliases: [stripe, crm]").toString());
    ManifestCatalogue catalogue = ManifestCatalogue.open(folder, false).catalogue();

    assertThat(catalogue.find(new ProviderId("stripe")).orElseThrow().name()).isEqualTo("Stripe");
    assertThat(catalogue.find(new ProviderId("crm")).orElseThrow().name()).isEqualTo("Acme");
  }

  @Test
  void tellsTheProblemsOfAllManifestsAtOnce() {
    ProviderId id = new ProviderId("x");
    assertThatThrownBy(() ->
            ManifestCatalogue.with(
                List.of(
                    new ManifestFile("a.yaml", id, "a: ["),
                    new ManifestFile("b.yaml", id, "type: DeclarativeSource"))))
        .isInstanceOf(InvalidManifestException.class)
        .hasMessageContaining("a.yaml: not readable as YAML 1.1")
        .hasMessageContaining("b.yaml: streams: needs at least one stream");
  }
}
