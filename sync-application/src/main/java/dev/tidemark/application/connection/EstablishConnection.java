package dev.tidemark.application.connection;

import dev.tidemark.application.connector.Credentials;
import dev.tidemark.application.store.Transactions;
import dev.tidemark.application.sync.FollowSchedule;
import dev.tidemark.application.sync.SyncDefaults;
import dev.tidemark.application.sync.SyncRepository;
import dev.tidemark.application.sync.SyncScheduler;
import dev.tidemark.domain.connection.Connection;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.ConnectionState;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.provider.Model;
import dev.tidemark.domain.provider.Provider;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.Schedule;
import dev.tidemark.domain.sync.Sync;
import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.domain.sync.SyncMode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Makes a connection with credentials that were checked, and a sync for each model, the first run
 * due at once. An existing connection gets the new credentials; its syncs are free of what held
 * them for the old ones, and read everything once, for nobody knows whether it is the same account.
 */
public final class EstablishConnection {
  /** What became of it. */
  public sealed interface Outcome {
    /** The connection is there. */
    record Established() implements Outcome {}

    /** There is one that works, which was not to be replaced; nothing was changed. */
    record AlreadyConnected() implements Outcome {}

    /** The organization has as many connections as it may have; nothing was changed. */
    record LimitReached(String plan, int current, int limit) implements Outcome {}
  }

  private final Transactions transactions;
  private final ConnectionRepository connections;
  private final SyncRepository syncs;
  private final CredentialVault vault;
  private final ConnectionSetups setups;
  private final ConnectionQuota quota;
  private final FollowSchedule schedule;
  private final SyncDefaults defaults;
  private final InstantSource clock;
  private final Supplier<String> ids;

  /** On ports of one store; run ids come from {@code ids}, which never gives one twice. */
  public EstablishConnection(
      Transactions transactions,
      ConnectionRepository connections,
      SyncRepository syncs,
      SyncScheduler scheduler,
      CredentialVault vault,
      ConnectionSetups setups,
      ConnectionQuota quota,
      SyncDefaults defaults,
      InstantSource clock,
      Supplier<String> ids) {
    this.transactions = transactions;
    this.connections = connections;
    this.syncs = syncs;
    this.vault = vault;
    this.setups = setups;
    this.quota = quota;
    this.schedule = new FollowSchedule(scheduler);
    this.defaults = defaults;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Makes or renews the connection.
   *
   * @param replaces whether one that works may be replaced
   */
  public Outcome establish(
      Provider provider, ConnectionId id, Credentials credentials, boolean replaces) {
    Instant now = clock.instant();
    return transactions.perform(() -> {
      boolean works = connections.find(id).filter(Connection::usable).isPresent();
      if (works && !replaces) {
        return new Outcome.AlreadyConnected();
      }
      Optional<Outcome.LimitReached> limit = limitReached(id);
      if (limit.isPresent()) {
        return limit.get();
      }
      Optional<String> webhookSecret = vault.find(id).flatMap(Credentials::webhookSecret);
      connections.save(new Connection(id, new ConnectionState.Connected(), now));
      vault.store(id, webhookSecret.map(credentials::withWebhookSecret).orElse(credentials));
      for (Model model : inOrder(provider.models())) {
        SyncId sync = new SyncId(id, model.name());
        RunId fresh = new RunId(ids.get());
        Optional<Sync> renewed = syncs.update(sync, facts -> facts.reconnected(fresh, now));
        schedule.follow(renewed.orElseGet(() -> created(sync, model, fresh, now)));
      }
      return new Outcome.Established();
    });
  }

  /**
   * Makes the connection, or renews it with other credentials. One that works with these very
   * credentials stays as it is; models that it has no sync for get one.
   *
   * @return {@link Outcome.AlreadyConnected} if it stays as it is
   */
  public Outcome ensure(Provider provider, ConnectionId id, Credentials credentials) {
    Instant now = clock.instant();
    return transactions.perform(() -> {
      boolean works = connections.find(id).filter(Connection::usable).isPresent();
      boolean same =
          vault.find(id).filter(known -> known.fields().equals(credentials.fields())).isPresent();
      if (!works || !same) {
        return establish(provider, id, credentials, true);
      }
      addMissing(provider, id, now);
      return new Outcome.AlreadyConnected();
    });
  }

  /**
   * Gives a connection that works a sync for each model that it has none for.
   *
   * @return how many
   */
  int complete(Provider provider, ConnectionId id) {
    Instant now = clock.instant();
    return transactions.perform(() ->
        connections.find(id).filter(Connection::usable).isPresent()
            ? addMissing(provider, id, now)
            : 0);
  }

  private int addMissing(Provider provider, ConnectionId id, Instant now) {
    int added = 0;
    for (Model model : inOrder(provider.models())) {
      SyncId sync = new SyncId(id, model.name());
      if (syncs.find(sync).isEmpty()) {
        schedule.follow(created(sync, model, new RunId(ids.get()), now));
        added++;
      }
    }
    return added;
  }

  /** That in which all who change several syncs do so. */
  private static List<Model> inOrder(List<Model> models) {
    return models.stream().sorted(Comparator.comparing(model -> model.name().value())).toList();
  }

  /**
   * What keeps the organization from another connection, if anything does. One that it has already
   * can always be renewed, and one whose credentials were rejected counts.
   */
  Optional<Outcome.LimitReached> limitReached(ConnectionId id) {
    OrganizationId organization = id.organization();
    OptionalInt limit = quota.limit(organization);
    if (limit.isEmpty() || connections.find(id).isPresent()) {
      return Optional.empty();
    }
    int current = connections.overviews(organization).size();
    return current < limit.getAsInt()
        ? Optional.empty()
        : Optional.of(new Outcome.LimitReached(quota.plan(), current, limit.getAsInt()));
  }

  private Sync created(SyncId id, Model model, RunId firstRun, Instant now) {
    Schedule every = defaults.schedule(id.connection().provider(), id.model());
    SyncMode mode =
        model.incremental() ? new SyncMode.Incremental(model.fullPassEvery()) : SyncMode.FULL;
    String step = model.requiredStep();
    Sync sync =
        step == null || done(id.connection(), step)
            ? Sync.create(id, every, mode, firstRun, now)
            : Sync.awaiting(step, id, every, mode, now);
    syncs.add(sync);
    return sync;
  }

  private boolean done(ConnectionId connection, String step) {
    return setups.find(connection).filter(setup -> setup.done(step)).isPresent();
  }
}
