package dev.tidemark.server.wiring;

import dagger.Module;
import dagger.Provides;
import dev.tidemark.application.catalogue.ProviderCatalogue;
import dev.tidemark.application.connection.ConnectionRepository;
import dev.tidemark.application.connection.ConnectionSetups;
import dev.tidemark.application.connection.CredentialVault;
import dev.tidemark.application.setup.CrmPipelines;
import dev.tidemark.application.setup.MapCrm;
import dev.tidemark.application.setup.ReceiveWebhook;
import dev.tidemark.application.setup.SetUpWebhook;
import dev.tidemark.application.setup.WebhookDeliveries;
import dev.tidemark.application.setup.Webhooks;
import dev.tidemark.application.store.Transactions;
import dev.tidemark.application.sync.SyncRepository;
import dev.tidemark.application.sync.SyncScheduler;
import dev.tidemark.connectors.DeclarativeConnectors;
import dev.tidemark.server.key.Secrets;
import java.time.InstantSource;
import java.util.function.Supplier;

/** The steps after a provider is connected. */
@Module
final class SetupModule {
  private SetupModule() {}

  @Provides
  static CrmPipelines pipelines(DeclarativeConnectors connectors) {
    return connectors.pipelines();
  }

  @Provides
  static Webhooks webhooks(DeclarativeConnectors connectors) {
    return connectors.webhooks();
  }

  @Provides
  static MapCrm mapCrm(
      ProviderCatalogue catalogue,
      Transactions transactions,
      ConnectionRepository connections,
      CredentialVault vault,
      ConnectionSetups setups,
      CrmPipelines pipelines,
      SyncRepository syncs,
      SyncScheduler scheduler,
      InstantSource clock,
      Supplier<String> ids) {
    return new MapCrm(
        catalogue,
        transactions,
        connections,
        vault,
        setups,
        pipelines,
        syncs,
        scheduler,
        clock,
        ids);
  }

  @Provides
  static SetUpWebhook setUpWebhook(
      ProviderCatalogue catalogue,
      Transactions transactions,
      ConnectionRepository connections,
      CredentialVault vault,
      ConnectionSetups setups,
      Webhooks webhooks,
      InstantSource clock) {
    return new SetUpWebhook(
        catalogue, transactions, connections, vault, setups, webhooks, clock, Secrets::text);
  }

  @Provides
  static ReceiveWebhook receiveWebhook(
      Transactions transactions,
      ConnectionRepository connections,
      CredentialVault vault,
      ConnectionSetups setups,
      Webhooks webhooks,
      WebhookDeliveries deliveries,
      SyncRepository syncs,
      SyncScheduler scheduler,
      InstantSource clock) {
    return new ReceiveWebhook(
        transactions, connections, vault, setups, webhooks, deliveries, syncs, scheduler, clock);
  }
}
