package dev.tidemark.inmemory;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidemark.application.catalogue.ProviderCatalogue;
import dev.tidemark.domain.provider.Provider;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.testkit.Fixtures;
import dev.tidemark.testkit.ProviderCatalogueContract;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class InMemoryProviderCatalogueTest extends ProviderCatalogueContract {
  @Override
  protected ProviderCatalogue catalogue() {
    return new InMemoryProviderCatalogue(
        List.of(named("stripe", "stripe-billing"), named("gmail", "google-mail", "gmail")));
  }

  private static Provider named(String id, String... aliases) {
    Provider provider = Fixtures.provider(id, "Model");
    Set<ProviderId> others =
        Arrays.stream(aliases).map(ProviderId::new).collect(Collectors.toSet());
    return new Provider(
        provider.id(),
        provider.name(),
        provider.category(),
        provider.setupMode(),
        provider.credentialType(),
        provider.reach(),
        others,
        provider.fields(),
        provider.steps(),
        provider.notes(),
        provider.models());
  }

  @Test
  void refusesTwoProvidersOfOneName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new InMemoryProviderCatalogue(List.of(named("a", "shared"), named("b", "shared"))))
        .withMessage("'shared' means both a and b");
  }

  @Test
  void refusesAProviderTwice() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new InMemoryProviderCatalogue(List.of(named("a"), named("a"))));
  }
}
