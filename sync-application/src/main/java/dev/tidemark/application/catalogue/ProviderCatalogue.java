package dev.tidemark.application.catalogue;

import dev.tidemark.domain.provider.Provider;
import dev.tidemark.domain.provider.ProviderId;
import java.util.List;
import java.util.Optional;

/** Driven port: which providers can be connected. It does not change while the server runs. */
public interface ProviderCatalogue {
  /** All providers, in the order they are shown in. */
  List<Provider> list();

  /** The provider of that id or alias. */
  Optional<Provider> find(ProviderId idOrAlias);
}
