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

  /** Those that organizations connect, in the order they are shown in. */
  default List<Provider> listForOrganizations() {
    return list().stream().filter(ProviderCatalogue::isForOrganizations).toList();
  }

  /** The provider of that id or alias, if organizations connect it. */
  default Optional<Provider> findForOrganizations(ProviderId idOrAlias) {
    return find(idOrAlias).filter(ProviderCatalogue::isForOrganizations);
  }

  private static boolean isForOrganizations(Provider provider) {
    return provider.reach() == Provider.Reach.ORGANIZATION;
  }
}
