package dev.tidemark.connectors.catalogue;

import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.document.Problems;
import dev.tidemark.connectors.document.YamlText;
import dev.tidemark.domain.provider.ProviderId;
import java.util.List;

/** The order in which the built-in providers are listed; those not named come last. */
final class ProviderOrder {
  private static final String DOCUMENT = "providers.yaml";

  private ProviderOrder() {}

  static List<ProviderId> load() {
    Problems problems = new Problems();
    Component root =
        Component.root(
            "the providers", YamlText.read(DOCUMENT, ManifestFile.resource(DOCUMENT)), problems);
    List<ProviderId> order = root.texts("order").stream().map(ProviderId::new).toList();
    root.done();
    problems.throwIfAny(DOCUMENT);
    return order;
  }
}
