package dev.tidemark.application.setup;

import dev.tidemark.application.catalogue.ProviderCatalogue;
import dev.tidemark.application.connection.ConnectionRepository;
import dev.tidemark.application.connection.ConnectionSetups;
import dev.tidemark.application.connection.CredentialVault;
import dev.tidemark.application.connector.Credentials;
import dev.tidemark.application.store.Transactions;
import dev.tidemark.application.sync.FollowSchedule;
import dev.tidemark.application.sync.SyncRepository;
import dev.tidemark.application.sync.SyncScheduler;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.crm.CrmMapping;
import dev.tidemark.domain.crm.Pipeline;
import dev.tidemark.domain.provider.Provider;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.provider.SetupStep;
import dev.tidemark.domain.setup.ConnectionSetup;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.Sync;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Says what the stages of a CRM's pipelines mean; models that wait for it run at once. */
public final class MapCrm {
  /** The answer. */
  public sealed interface Outcome {
    /**
     * What can be mapped.
     *
     * @param stored what was mapped before, if it was
     */
    record Mappable(
        Provider provider,
        ConnectionId connection,
        List<Pipeline> pipelines,
        Optional<CrmMapping> stored)
        implements Outcome {
      /** Copies the list. */
      public Mappable {
        pipelines = List.copyOf(pipelines);
      }
    }

    /** The mapping is stored. */
    record Mapped(Provider provider, ConnectionId connection, CrmMapping mapping)
        implements Outcome {}

    /** It does not fit the CRM; nothing was stored. */
    record Unfit(Provider provider, List<CrmMapping.Problem> problems) implements Outcome {
      /** Copies the list. */
      public Unfit {
        problems = List.copyOf(problems);
      }
    }

    /** The CRM did not tell its pipelines; nothing was stored. */
    record NotTold(Provider provider, String message) implements Outcome {}

    /** The provider is not connected. */
    record NotConnected(Provider provider) implements Outcome {}

    /** The provider has no pipelines to map. */
    record NoSuchStep(Provider provider) implements Outcome {}

    /** Organizations cannot connect such a provider. */
    record UnknownProvider() implements Outcome {}
  }

  private final ProviderCatalogue catalogue;
  private final Transactions transactions;
  private final ConnectionRepository connections;
  private final CredentialVault vault;
  private final ConnectionSetups setups;
  private final CrmPipelines pipelines;
  private final SyncRepository syncs;
  private final FollowSchedule schedule;
  private final InstantSource clock;
  private final Supplier<String> ids;

  /** On ports of one store; run ids come from {@code ids}, which never gives one twice. */
  public MapCrm(
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
    this.catalogue = catalogue;
    this.transactions = transactions;
    this.connections = connections;
    this.vault = vault;
    this.setups = setups;
    this.pipelines = pipelines;
    this.syncs = syncs;
    this.schedule = new FollowSchedule(scheduler);
    this.clock = clock;
    this.ids = ids;
  }

  /** What there is to map. */
  public Outcome describe(OrganizationId organization, ProviderId provider) {
    return perform(organization, provider, Optional.empty());
  }

  /** Stores a mapping that fits, in place of an earlier one. */
  public Outcome map(OrganizationId organization, ProviderId provider, CrmMapping mapping) {
    return perform(organization, provider, Optional.of(mapping));
  }

  private Outcome perform(
      OrganizationId organization, ProviderId wanted, Optional<CrmMapping> mapping) {
    Optional<Provider> known = catalogue.findForOrganizations(wanted);
    if (known.isEmpty()) {
      return new Outcome.UnknownProvider();
    }
    Provider provider = known.get();
    if (provider.step(SetupStep.CRM_MAPPING).isEmpty()) {
      return new Outcome.NoSuchStep(provider);
    }
    ConnectionId connection = new ConnectionId(provider.id(), organization);
    Optional<Credentials> credentials =
        connections.find(connection).flatMap(found -> vault.find(connection));
    if (credentials.isEmpty()) {
      return new Outcome.NotConnected(provider);
    }
    return switch (pipelines.read(connection, credentials.get())) {
      case CrmPipelines.Read.Failed failed ->
          new Outcome.NotTold(provider, failed.failure().message());
      case CrmPipelines.Read.Found found ->
          mapping
              .map(given -> checked(provider, connection, given, found.pipelines()))
              .orElseGet(() ->
                  new Outcome.Mappable(
                      provider,
                      connection,
                      found.pipelines(),
                      setups.find(connection).map(ConnectionSetup::mapping)));
    };
  }

  private Outcome checked(
      Provider provider, ConnectionId connection, CrmMapping mapping, List<Pipeline> real) {
    List<CrmMapping.Problem> problems = mapping.problems(real);
    if (!problems.isEmpty()) {
      return new Outcome.Unfit(provider, problems);
    }
    CrmMapping named = mapping.named(real);
    return transactions.perform(() -> {
      if (connections.find(connection).isEmpty()) {
        return new Outcome.NotConnected(provider);
      }
      setups.save(
          setups.find(connection).orElseGet(() -> ConnectionSetup.none(connection)).mapped(named));
      Instant now = clock.instant();
      for (Sync sync : syncs.list(connection)) {
        RunId fresh = new RunId(ids.get());
        syncs
            .update(sync.id(), facts -> facts.stepDone(SetupStep.CRM_MAPPING, fresh, now))
            .ifPresent(schedule::follow);
      }
      return new Outcome.Mapped(provider, connection, named);
    });
  }
}
