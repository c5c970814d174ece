package dev.tidemark.inmemory;

import dev.tidemark.application.catalogue.ProviderCatalogue;
import dev.tidemark.domain.provider.Provider;
import dev.tidemark.domain.provider.ProviderId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A given list of providers. */
public final class InMemoryProviderCatalogue implements ProviderCatalogue {
  private final List<Provider> providers;
  private final Map<ProviderId, Provider> byName;

  /**
   * Those providers, in the order they are shown in.
   *
   * @throws IllegalArgumentException if an id or alias means two of them
   */
  public InMemoryProviderCatalogue(List<Provider> providers) {
    this.providers = List.copyOf(providers);
    Map<ProviderId, Provider> named = new HashMap<>();
    for (Provider provider : this.providers) {
      if (named.put(provider.id(), provider) != null) {
        throw new IllegalArgumentException("there are two providers '" + provider.id() + "'");
      }
    }
    for (Provider provider : this.providers) {
      for (ProviderId alias : provider.aliases()) {
        Provider other = named.put(alias, provider);
        if (other != null && !other.id().equals(provider.id())) {
          throw new IllegalArgumentException(
              "'" + alias + "' means both " + other.id() + " and " + provider.id());
        }
      }
    }
    this.byName = Map.copyOf(named);
  }

  @Override
  public List<Provider> list() {
    return providers;
  }

  @Override
  public Optional<Provider> find(ProviderId idOrAlias) {
    return Optional.ofNullable(byName.get(idOrAlias));
  }
}
