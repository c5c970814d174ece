package dev.tidemark.application.connection;

import dev.tidemark.application.store.Transactions;
import dev.tidemark.application.sync.FollowSchedule;
import dev.tidemark.application.sync.SyncRepository;
import dev.tidemark.application.sync.SyncScheduler;
import dev.tidemark.domain.connection.Connection;
import dev.tidemark.domain.failure.Failure;
import dev.tidemark.domain.sync.Hold;
import dev.tidemark.domain.sync.Sync;
import java.time.Instant;

/** Notes that a provider rejected a connection's credentials, so that it is asked nothing more. */
public final class RejectCredentials {
  private final Transactions transactions;
  private final ConnectionRepository connections;
  private final SyncRepository syncs;
  private final FollowSchedule schedule;

  /** On ports of one store. */
  public RejectCredentials(
      Transactions transactions,
      ConnectionRepository connections,
      SyncRepository syncs,
      SyncScheduler scheduler) {
    this.transactions = transactions;
    this.connections = connections;
    this.syncs = syncs;
    this.schedule = new FollowSchedule(scheduler);
  }

  /**
   * Holds every sync of the connection until it is connected again.
   *
   * @param used the connection whose credentials were rejected, as it was when they were used
   * @return whether they still are its credentials; if not, nothing changes
   */
  public boolean reject(Connection used, Failure failure, Instant now) {
    return transactions.perform(() -> {
      boolean current = connections.find(used.id()).filter(used::equals).isPresent();
      if (current) {
        connections.save(used.rejected(failure.message()));
        for (Sync sync : syncs.list(used.id())) {
          syncs
              .update(sync.id(), facts -> facts.held(new Hold.HaltedBySystem(failure, now)))
              .ifPresent(schedule::follow);
        }
      }
      return current;
    });
  }
}
