package dev.tidemark.server.wiring;

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
final class ConnectorsModule {
  private ConnectorsModule() {}

  @Provides
  @Singleton
  static ManifestCatalogue manifests() {
    return ManifestCatalogue.builtIn();
  }

  @Provides
  static ProviderCatalogue catalogue(ManifestCatalogue manifests) {
    return manifests;
  }

  @Provides
  @Singleton
  static DeclarativeConnectors declarativeConnectors(
      ManifestCatalogue manifests, InstantSource clock, Configuration configuration) {
    ConnectorSettings settings =
        ConnectorSettings.with(clock, () -> UUID.randomUUID().toString())
            .withOrigins(configuration.baseUrls());
    return new DeclarativeConnectors(manifests, settings);
  }

  @Provides
  static Connectors connectors(DeclarativeConnectors connectors) {
    return connectors;
  }
}
