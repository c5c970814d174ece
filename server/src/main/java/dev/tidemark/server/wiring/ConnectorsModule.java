package dev.tidemark.server.wiring;

import dagger.Binds;
import dagger.Module;
import dagger.Provides;
import dev.tidemark.application.catalogue.ProviderCatalogue;
import dev.tidemark.application.connection.CredentialVault;
import dev.tidemark.application.connection.RotateCredentials;
import dev.tidemark.application.connector.Connectors;
import dev.tidemark.application.connector.Credentials;
import dev.tidemark.connectors.ConnectorSettings;
import dev.tidemark.connectors.DeclarativeConnectors;
import dev.tidemark.connectors.auth.RenewedCredentials;
import dev.tidemark.connectors.catalogue.ManifestCatalogue;
import dev.tidemark.connectors.http.AllowedNetworks;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.server.config.Configuration;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The providers, and what reads them. */
@Module
interface ConnectorsModule {
  /** This machine. */
  AllowedNetworks LOOPBACK = new AllowedNetworks(List.of("127.0.0.0/8", "::1"));

  @Provides
  @Singleton
  static ManifestCatalogue.Opened opened(Configuration configuration) {
    return configuration
        .connectors()
        .map(folder -> ManifestCatalogue.open(folder, false))
        .orElseGet(() -> new ManifestCatalogue.Opened(ManifestCatalogue.builtIn(), Map.of()));
  }

  @Provides
  static ManifestCatalogue manifests(ManifestCatalogue.Opened opened) {
    return opened.catalogue();
  }

  @Binds
  ProviderCatalogue catalogue(ManifestCatalogue manifests);

  @Provides
  @Singleton
  static DeclarativeConnectors declarativeConnectors(
      ManifestCatalogue manifests,
      InstantSource clock,
      RotateCredentials rotate,
      CredentialVault vault,
      Configuration configuration) {
    ConnectorSettings settings =
        ConnectorSettings.with(clock, () -> UUID.randomUUID().toString())
            .withOrigins(configuration.baseUrls())
            .withAllowedNetworks(networks(configuration))
            .withOAuthClients(configuration.oauthClients())
            .withRenewed(new KeptInVault(rotate, vault));
    // Of the user's own connectors some may read providers that are real.
    return new DeclarativeConnectors(
        manifests,
        configuration.sandbox().enabled()
            ? settings.withoutPacing(configuration.baseUrls().keySet())
            : settings);
  }

  /** With the sandbox, manifests may also name servers on this machine. */
  private static AllowedNetworks networks(Configuration configuration) {
    return configuration.sandbox().enabled()
        ? configuration.allowedNetworks().and(LOOPBACK)
        : configuration.allowedNetworks();
  }

  /** What a provider exchanges for a connection's credentials goes into their place. */
  record KeptInVault(RotateCredentials rotate, CredentialVault vault)
      implements RenewedCredentials {
    @Override
    public void renewed(
        ConnectionId connection, Map<String, String> before, Map<String, String> after) {
      rotate.rotate(connection, before, after);
    }

    @Override
    public Optional<Map<String, String>> kept(ConnectionId connection) {
      return vault.find(connection).map(Credentials::fields);
    }
  }

  @Binds
  Connectors connectors(DeclarativeConnectors connectors);
}
