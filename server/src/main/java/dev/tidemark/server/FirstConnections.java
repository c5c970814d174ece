package dev.tidemark.server;

import dev.tidemark.application.connection.EstablishConnection;
import dev.tidemark.application.connector.Credentials;
import dev.tidemark.application.setup.MapCrm;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.crm.CrmMapping;
import dev.tidemark.domain.provider.Provider;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.server.config.Configuration;
import dev.tidemark.server.wiring.ServerComponent;
import java.lang.System.Logger.Level;
import java.util.Map;

/** What a server connects, or completes, by itself when it starts. */
final class FirstConnections {
  private static final System.Logger LOG = System.getLogger(FirstConnections.class.getName());
  private static final ProviderId COMPOSIO = new ProviderId("composio");

  private final Configuration configuration;
  private final ServerComponent parts;

  FirstConnections(Configuration configuration, ServerComponent parts) {
    this.configuration = configuration;
    this.parts = parts;
  }

  /** The connector catalogue, if there is a key for it. */
  void connectComposio() {
    configuration
        .composio()
        .apiKey()
        .ifPresent(key ->
            parts
                .establishConnection()
                .ensure(
                    parts.catalogue().find(COMPOSIO).orElseThrow(),
                    new ConnectionId(COMPOSIO, OrganizationId.PLATFORM),
                    new Credentials(
                        Map.of(
                            "apiKey", key, "apiVersion", configuration.composio().apiVersion()))));
  }

  /**
   * Every provider that is emulated, except for those that were disconnected. What the emulators
   * accept is known, so that nobody needs to be asked.
   */
  void connectAll(SandboxProviders emulated) {
    EstablishConnection establish = parts.establishConnection();
    for (Provider provider : parts.catalogue().listForOrganizations()) {
      ConnectionId id = new ConnectionId(provider.id(), configuration.organization());
      if (provider.readable() && !disconnected(provider, id)) {
        emulated
            .connection(provider.id())
            .ifPresent(settings -> {
              establish.ensure(provider, id, new Credentials(settings));
              mapAsSuggested(provider.id());
            });
      }
    }
  }

  /** Runs are remembered longer than connections. */
  private boolean disconnected(Provider provider, ConnectionId id) {
    return parts.store().connections().find(id).isEmpty()
        && provider.models().stream()
            .map(model -> new SyncId(id, model.name()))
            .anyMatch(sync -> !parts.store().journal().history(sync, 1).isEmpty());
  }

  /** The names of an emulated CRM's stages say enough. */
  private void mapAsSuggested(ProviderId provider) {
    OrganizationId organization = configuration.organization();
    if (parts.mapCrm().describe(organization, provider)
        instanceof MapCrm.Outcome.Mappable mappable) {
      parts.mapCrm().map(organization, provider, CrmMapping.suggested(mappable.pipelines()));
    }
  }

  /** What an upgrade has brought; without it, the server works as it did before. */
  void addNewModels() {
    try {
      int added = parts.addNewModels().add();
      if (added > 0) {
        LOG.log(
            Level.INFO,
            "{0} syncs were added, of models that providers did not have before",
            added);
      }
    } catch (RuntimeException e) {
      if (!Thread.currentThread().isInterrupted()) {
        LOG.log(
            Level.WARNING,
            "models that are new get no syncs before the next start: {0}",
            e.getMessage());
      }
    }
  }
}
