package dev.tidemark.application.composio;

import dev.tidemark.application.audit.AuditTrail;
import dev.tidemark.application.store.Transactions;
import dev.tidemark.application.sync.FollowSchedule;
import dev.tidemark.application.sync.SyncRepository;
import dev.tidemark.application.sync.SyncScheduler;
import dev.tidemark.domain.audit.Actor;
import dev.tidemark.domain.audit.AuditAction;
import dev.tidemark.domain.audit.Change;
import dev.tidemark.domain.sync.Hold;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.Sync;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
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
  private final SyncRepository syncs;
  private final FollowSchedule schedule;
  private final AuditTrail trail;
  private final InstantSource clock;
  private final Supplier<String> ids;

  /** On ports of one store; run ids come from {@code ids}, which never gives one twice. */
  public HoldConnector(
      CatalogueSyncs catalogue,
      Transactions transactions,
      SyncRepository syncs,
      SyncScheduler scheduler,
      AuditTrail trail,
      InstantSource clock,
      Supplier<String> ids) {
    this.catalogue = catalogue;
    this.transactions = transactions;
    this.syncs = syncs;
    this.schedule = new FollowSchedule(scheduler);
    this.trail = trail;
    this.clock = clock;
    this.ids = ids;
  }

  /** Nothing runs from now on; runs that are at it are asked to stop. */
  public Outcome pause(Actor actor) {
    Instant now = clock.instant();
    return change(
        actor,
        now,
        AuditAction.SYNC_PAUSED,
        (sync, fresh) ->
            sync.hold() instanceof Hold.PausedByUser
                ? sync
                : sync.held(new Hold.PausedByUser(now)));
  }

  /** What was paused runs at once; what the system has stopped stays so. */
  public Outcome resume(Actor actor) {
    Instant now = clock.instant();
    return change(
        actor,
        now,
        AuditAction.SYNC_RESUMED,
        (sync, fresh) ->
            sync.hold() instanceof Hold.PausedByUser ? sync.released(fresh, now) : sync);
  }

  private Outcome change(
      Actor actor, Instant now, AuditAction action, BiFunction<Sync, RunId, Sync> change) {
    return transactions.perform(() -> {
      List<Sync> before = syncs.list(catalogue.connection());
      if (before.isEmpty()) {
        return new Outcome.NotConfigured();
      }
      for (Sync sync : before) {
        RunId fresh = new RunId(ids.get());
        syncs.update(sync.id(), facts -> change.apply(facts, fresh)).ifPresent(schedule::follow);
      }
      if (!syncs.list(catalogue.connection()).equals(before)) {
        trail.append(new Change(now, actor, action, catalogue.target(), Map.of(), Map.of()));
      }
      return new Outcome.Done();
    });
  }
}
