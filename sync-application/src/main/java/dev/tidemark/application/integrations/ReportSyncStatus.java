package dev.tidemark.application.integrations;

import dev.tidemark.application.catalogue.ProviderCatalogue;
import dev.tidemark.application.connection.ConnectionOverview;
import dev.tidemark.application.connection.ConnectionRepository;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.provider.Provider;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.sync.Sync;
import dev.tidemark.domain.sync.SyncStatus;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells an organization whether a provider is connected and how each of its models is doing. */
public final class ReportSyncStatus {
  /** The answer. */
  public sealed interface Outcome {
    /**
     * The provider's state.
     *
     * @param connected whether it is connected and its credentials are accepted
     * @param models by name; empty if there is no connection
     */
    record Report(Provider provider, boolean connected, List<ModelStatus> models)
        implements Outcome {}

    /** Organizations cannot connect such a provider. */
    record UnknownProvider() implements Outcome {}
  }

  /** One model's status. */
  public record ModelStatus(ModelName model, SyncStatus status) {}

  private final ProviderCatalogue catalogue;
  private final ConnectionRepository connections;
  private final InstantSource clock;

  /** On those ports. */
  public ReportSyncStatus(
      ProviderCatalogue catalogue, ConnectionRepository connections, InstantSource clock) {
    this.catalogue = catalogue;
    this.connections = connections;
    this.clock = clock;
  }

  /** The state of one provider of one organization, now. */
  public Outcome report(OrganizationId organization, ProviderId provider) {
    Optional<Provider> known = catalogue.findForOrganizations(provider);
    if (known.isEmpty()) {
      return new Outcome.UnknownProvider();
    }
    return connections
        .overview(new ConnectionId(known.get().id(), organization))
        .map(overview -> report(known.get(), overview, clock.instant()))
        .orElseGet(() -> new Outcome.Report(known.get(), false, List.of()));
  }

  private static Outcome.Report report(
      Provider provider, ConnectionOverview overview, Instant now) {
    List<ModelStatus> models = new ArrayList<>(overview.syncs().size());
    for (Sync sync : overview.syncs()) {
      models.add(
          new ModelStatus(
              sync.id().model(), SyncStatus.of(sync, overview.connection().state(), now)));
    }
    return new Outcome.Report(provider, overview.connection().usable(), models);
  }
}
