package dev.tidemark.application.setup;

import dev.tidemark.application.connection.ConnectionRepository;
import dev.tidemark.application.connection.ConnectionSetups;
import dev.tidemark.application.connection.CredentialVault;
import dev.tidemark.application.connector.Credentials;
import dev.tidemark.application.store.Transactions;
import dev.tidemark.application.sync.FollowSchedule;
import dev.tidemark.application.sync.SyncRepository;
import dev.tidemark.application.sync.SyncScheduler;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.setup.ConnectionSetup;
import dev.tidemark.domain.sync.SyncId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/** Hears from a provider that something has changed, and has it fetched soon. */
public final class ReceiveWebhook {
  /** What became of a delivery. */
  public sealed interface Outcome {
    /** It is genuine; what it is about is fetched soon. */
    record Accepted(Set<ModelName> models) implements Outcome {}

    /**
     * It is not, it came in before, or nobody waits for it. The sender learns no more than that,
     * for anybody may send.
     */
    record Refused() implements Outcome {}
  }

  /** What deliveries are judged by where there is no secret, so that it takes as long. */
  private static final String NOBODY_KNOWS = "there is no secret for this connection";

  private final Transactions transactions;
  private final ConnectionRepository connections;
  private final CredentialVault vault;
  private final ConnectionSetups setups;
  private final Webhooks webhooks;
  private final WebhookDeliveries deliveries;
  private final SyncRepository syncs;
  private final FollowSchedule schedule;
  private final InstantSource clock;

  /** On ports of one store. */
  public ReceiveWebhook(
      Transactions transactions,
      ConnectionRepository connections,
      CredentialVault vault,
      ConnectionSetups setups,
      Webhooks webhooks,
      WebhookDeliveries deliveries,
      SyncRepository syncs,
      SyncScheduler scheduler,
      InstantSource clock) {
    this.transactions = transactions;
    this.connections = connections;
    this.vault = vault;
    this.setups = setups;
    this.webhooks = webhooks;
    this.deliveries = deliveries;
    this.syncs = syncs;
    this.schedule = new FollowSchedule(scheduler);
    this.clock = clock;
  }

  /** Takes a delivery for a connection, which need not exist. */
  public Outcome receive(ConnectionId connection, Webhooks.Delivery delivery) {
    Instant now = clock.instant();
    Optional<String> secret =
        connections
            .find(connection)
            .flatMap(found -> vault.find(connection))
            .flatMap(Credentials::webhookSecret);
    Webhooks.Judged judged =
        webhooks.judge(connection.provider(), secret.orElse(NOBODY_KNOWS), delivery, now);
    return switch (judged) {
      case Webhooks.Judged.Genuine genuine when secret.isPresent() ->
          transactions.perform(() -> accept(connection, genuine, now));
      case Webhooks.Judged.Genuine genuine -> new Outcome.Refused();
      case Webhooks.Judged.Forged forged -> new Outcome.Refused();
    };
  }

  private Outcome accept(ConnectionId connection, Webhooks.Judged.Genuine genuine, Instant now) {
    boolean gone = connections.find(connection).isEmpty();
    if (gone || !deliveries.first(connection, genuine.id(), now, genuine.until())) {
      return new Outcome.Refused();
    }
    ConnectionSetup setup =
        setups.find(connection).orElseGet(() -> ConnectionSetup.none(connection));
    if (!setup.delivered(now).equals(setup)) {
      setups.save(setup.delivered(now));
    }
    for (ModelName model : genuine.models()) {
      notice(new SyncId(connection, model), now);
    }
    return new Outcome.Accepted(genuine.models());
  }

  /** Of many deliveries most change nothing, and the scheduler is told nothing of those. */
  private void notice(SyncId sync, Instant now) {
    syncs
        .find(sync)
        .filter(facts -> !facts.noticed(now).equals(facts))
        .flatMap(facts -> syncs.update(sync, before -> before.noticed(now)))
        .ifPresent(schedule::follow);
  }
}
