package dev.tidemark.application.composio;

import dev.tidemark.application.audit.AuditTrail;
import dev.tidemark.application.connection.ConnectionRepository;
import dev.tidemark.application.store.Transactions;
import dev.tidemark.application.sync.FollowSchedule;
import dev.tidemark.application.sync.SyncRepository;
import dev.tidemark.application.sync.SyncScheduler;
import dev.tidemark.domain.audit.Actor;
import dev.tidemark.domain.audit.AuditAction;
import dev.tidemark.domain.audit.Change;
import dev.tidemark.domain.connection.Connection;
import dev.tidemark.domain.connection.ConnectionState;
import dev.tidemark.domain.sync.Hold;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.Sync;
import dev.tidemark.domain.sync.SyncId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Pauses the syncs of the catalogue, and lets them run again. */
public final class HoldConnector {
  /** What became of the wish. */
  public sealed interface Outcome {
    /** It is as it was wanted, whether it was so before or not. */
    record Done() implements Outcome {}

    /** The platform is not connected to the catalogue. */
    record NotConfigured() implements Outcome {}
  }

  private final CatalogueSyncs catalogue;
  private final Transactions transactions;
  private final ConnectionRepository connections;
  private final SyncRepository syncs;
  private final FollowSchedule schedule;
  private final AuditTrail trail;
  private final InstantSource clock;
  private final Supplier<String> ids;

  /** On ports of one store; run ids come from {@code ids}, which never gives one twice. */
  public HoldConnector(
      CatalogueSyncs catalogue,
      Transactions transactions,
      ConnectionRepository connections,
      SyncRepository syncs,
      SyncScheduler scheduler,
      AuditTrail trail,
      InstantSource clock,
      Supplier<String> ids) {
    this.catalogue = catalogue;
    this.transactions = transactions;
    this.connections = connections;
    this.syncs = syncs;
    this.schedule = new FollowSchedule(scheduler);
    this.trail = trail;
    this.clock = clock;
    this.ids = ids;
  }

  /** Nothing runs from now on; runs that are at it are asked to stop. */
  public Outcome pause(Actor actor) {
    return change(
        actor,
        AuditAction.SYNC_PAUSED,
        (sync, fresh, now) ->
            sync.hold() instanceof Hold.PausedByUser
                ? sync
                : sync.held(new Hold.PausedByUser(now)));
  }

  /**
   * What was paused runs at once, and so does what the system has stopped: whoever resumes says
   * that the trouble is mended. If it is not, the next run finds that out.
   */
  public Outcome resume(Actor actor) {
    return change(
        actor,
        AuditAction.SYNC_RESUMED,
        (sync, fresh, now) ->
            switch (sync.hold()) {
              case Hold.PausedByUser paused -> sync.released(fresh, now);
              case Hold.HaltedBySystem halted -> sync.released(fresh, now);
              case Hold.AwaitingSetup awaiting -> sync;
              case Hold.None none -> sync;
            });
  }

  /** How the facts of a sync are changed. */
  private interface Step {
    Sync apply(Sync sync, RunId fresh, Instant now);
  }

  private Outcome change(Actor actor, AuditAction action, Step step) {
    return transactions.perform(() -> {
      Instant now = clock.instant();
      // Before the syncs: whoever changes both does so in this order, and none waits for another
      // who waits for it.
      Optional<Connection> connection = connections.find(catalogue.connection());
      List<Sync> all = syncs.list(catalogue.connection());
      if (all.isEmpty()) {
        return new Outcome.NotConfigured();
      }
      boolean changed = false;
      for (Sync sync : all) {
        changed |= change(sync.id(), step, now);
      }
      if (changed) {
        if (action == AuditAction.SYNC_RESUMED) {
          connection.ifPresent(rejected -> trustCredentials(rejected, now));
        }
        trail.append(new Change(now, actor, action, catalogue.target(), Map.of(), Map.of()));
      }
      return new Outcome.Done();
    });
  }

  private boolean change(SyncId id, Step step, Instant now) {
    RunId fresh = new RunId(ids.get());
    AtomicBoolean changed = new AtomicBoolean();
    syncs
        .update(
            id,
            facts -> {
              Sync after = step.apply(facts, fresh, now);
              changed.set(!after.hold().equals(facts.hold()));
              return after;
            })
        .ifPresent(schedule::follow);
    return changed.get();
  }

  /** If the credentials were rejected, they are to be tried again. */
  private void trustCredentials(Connection connection, Instant now) {
    if (!connection.usable()) {
      connections.save(new Connection(connection.id(), new ConnectionState.Connected(), now));
    }
  }
}
