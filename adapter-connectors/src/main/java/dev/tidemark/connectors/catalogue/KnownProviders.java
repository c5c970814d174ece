package dev.tidemark.connectors.catalogue;

import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.document.Problems;
import dev.tidemark.connectors.document.YamlText;
import dev.tidemark.connectors.manifest.ProviderFacts;
import dev.tidemark.domain.provider.ProviderId;
import java.util.List;
import java.util.Optional;

/**
 * What is built in beside the manifests.
 *
 * @param order in which providers are listed; those not named come last
 * @param facts of the providers that have no manifest
 */
record KnownProviders(List<ProviderId> order, List<ProviderFacts> facts) {
  private static final String DOCUMENT = "providers.yaml";

  static KnownProviders load() {
    Problems problems = new Problems();
    Component root =
        Component.root(
            "the providers", YamlText.read(DOCUMENT, ManifestFile.resource(DOCUMENT)), problems);
    List<ProviderId> order = root.texts("order").stream().map(ProviderId::new).toList();
    List<ProviderFacts> facts =
        root.sections("providers", "the facts of a provider").stream()
            .map(ProviderFacts::load)
            .flatMap(Optional::stream)
            .toList();
    root.done();
    problems.throwIfAny(DOCUMENT);
    return new KnownProviders(order, facts);
  }
}
