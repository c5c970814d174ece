package dev.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.catalogue.ProviderCatalogue;
import dev.tidemark.domain.provider.Provider;
import dev.tidemark.domain.provider.ProviderId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link ProviderCatalogue} promises, whichever providers it has. */
public abstract class ProviderCatalogueContract {
  /** A catalogue that has providers, one of them with an alias. */
  protected abstract ProviderCatalogue catalogue();

  @Test
  void findsEveryProviderByItsId() {
    ProviderCatalogue catalogue = catalogue();

    assertThat(catalogue.list()).isNotEmpty();
    for (Provider provider : catalogue.list()) {
      assertThat(catalogue.find(provider.id())).contains(provider);
    }
  }

  @Test
  void findsEveryProviderByEachOfItsAliases() {
    ProviderCatalogue catalogue = catalogue();

    assertThat(catalogue.list()).anySatisfy(any -> assertThat(any.aliases()).isNotEmpty());
    for (Provider provider : catalogue.list()) {
      for (ProviderId alias : provider.aliases()) {
        assertThat(catalogue.find(alias)).contains(provider);
      }
    }
  }

  @Test
  void listsEveryProviderOnceAndAlwaysInTheSameOrder() {
    ProviderCatalogue catalogue = catalogue();

    assertThat(catalogue.list()).extracting(Provider::id).doesNotHaveDuplicates();
    assertThat(catalogue.list()).isEqualTo(catalogue.list());
  }

  @Test
  void findsNothingByAnUnknownId() {
    assertThat(catalogue().find(new ProviderId("no-such-provider-anywhere"))).isEmpty();
  }

  @Test
  void isNotTouchedByWhatACallerDoesToItsList() {
    ProviderCatalogue catalogue = catalogue();
    List<Provider> before = List.copyOf(catalogue.list());
    try {
      catalogue.list().clear();
    } catch (UnsupportedOperationException e) {
      // That is the other way not to be touched.
    }

    assertThat(catalogue.list()).isEqualTo(before);
  }
}
