package dev.tidemark.server.wiring;

import dagger.Module;
import dagger.Provides;
import dev.tidemark.application.catalogue.ProviderCatalogue;
import dev.tidemark.application.connection.AddNewModels;
import dev.tidemark.application.connection.ConnectProvider;
import dev.tidemark.application.connection.ConnectionRepository;
import dev.tidemark.application.connection.ConnectionSetups;
import dev.tidemark.application.connection.CredentialVault;
import dev.tidemark.application.connection.DisconnectProvider;
import dev.tidemark.application.connection.EstablishConnection;
import dev.tidemark.application.connection.RotateCredentials;
import dev.tidemark.application.connector.Connectors;
import dev.tidemark.application.integrations.ListIntegrations;
import dev.tidemark.application.integrations.ReportSyncStatus;
import dev.tidemark.application.key.ApiKeys;
import dev.tidemark.application.key.ValidateApiKey;
import dev.tidemark.application.signin.Authorizations;
import dev.tidemark.application.signin.BeginSession;
import dev.tidemark.application.store.Transactions;
import dev.tidemark.application.sync.SyncRepository;
import dev.tidemark.application.sync.SyncScheduler;
import dev.tidemark.server.config.Configuration;
import java.time.InstantSource;
import java.util.function.Supplier;

/** The use cases behind the routes. */
@Module
final class UseCasesModule {
  private UseCasesModule() {}

  @Provides
  static ListIntegrations listIntegrations(
      ProviderCatalogue catalogue, ConnectionRepository connections, InstantSource clock) {
    return new ListIntegrations(catalogue, connections, clock);
  }

  @Provides
  static ReportSyncStatus reportSyncStatus(
      ProviderCatalogue catalogue, ConnectionRepository connections, InstantSource clock) {
    return new ReportSyncStatus(catalogue, connections, clock);
  }

  @Provides
  static ValidateApiKey validateApiKey(ApiKeys keys) {
    return new ValidateApiKey(keys);
  }

  @Provides
  static EstablishConnection establishConnection(
      Transactions transactions,
      ConnectionRepository connections,
      SyncRepository syncs,
      SyncScheduler scheduler,
      CredentialVault vault,
      ConnectionSetups setups,
      Configuration configuration,
      InstantSource clock,
      Supplier<String> ids) {
    return new EstablishConnection(
        transactions,
        connections,
        syncs,
        scheduler,
        vault,
        setups,
        configuration.quota(),
        configuration.schedules(),
        clock,
        ids);
  }

  @Provides
  static AddNewModels addNewModels(
      ProviderCatalogue catalogue,
      ConnectionRepository connections,
      EstablishConnection establish) {
    return new AddNewModels(catalogue, connections, establish);
  }

  @Provides
  static ConnectProvider connectProvider(
      ProviderCatalogue catalogue,
      ConnectionRepository connections,
      Connectors connectors,
      EstablishConnection establish,
      Authorizations authorizations,
      BeginSession begin) {
    return new ConnectProvider(
        catalogue, connections, connectors, establish, authorizations, begin);
  }

  @Provides
  static RotateCredentials rotateCredentials(Transactions transactions, CredentialVault vault) {
    return new RotateCredentials(transactions, vault);
  }

  @Provides
  static DisconnectProvider disconnectProvider(
      ProviderCatalogue catalogue,
      Transactions transactions,
      ConnectionRepository connections,
      SyncRepository syncs,
      SyncScheduler scheduler,
      CredentialVault vault,
      ConnectionSetups setups) {
    return new DisconnectProvider(
        catalogue, transactions, connections, syncs, scheduler, vault, setups);
  }
}
