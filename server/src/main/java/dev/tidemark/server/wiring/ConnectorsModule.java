package dev.tidemark.server.wiring;

import dagger.Binds;
import dagger.Module;
import dagger.Provides;
import dev.tidemark.application.catalogue.ProviderCatalogue;
import dev.tidemark.application.connector.Connectors;
import dev.tidemark.connectors.ConnectorSettings;
import dev.tidemark.connectors.DeclarativeConnectors;
import dev.tidemark.connectors.catalogue.ManifestCatalogue;
import dev.tidemark.server.config.Configuration;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.UUID;

/** The providers, and what reads them. */
@Module
interface ConnectorsModule {
  @Provides
  @Singleton
  static ManifestCatalogue manifests() {
    return ManifestCatalogue.builtIn();
  }

  @Binds
  ProviderCatalogue catalogue(ManifestCatalogue manifests);

  @Provides
  @Singleton
  static DeclarativeConnectors declarativeConnectors(
      ManifestCatalogue manifests, InstantSource clock, Configuration configuration) {
    ConnectorSettings settings =
        ConnectorSettings.with(clock, () -> UUID.randomUUID().toString())
            .withOrigins(configuration.baseUrls());
    return new DeclarativeConnectors(manifests, settings);
  }

  @Binds
  Connectors connectors(DeclarativeConnectors connectors);
}
