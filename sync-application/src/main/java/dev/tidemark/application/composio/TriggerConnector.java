package dev.tidemark.application.composio;

import dev.tidemark.application.audit.AuditTrail;
import dev.tidemark.application.store.Transactions;
import dev.tidemark.application.sync.SyncRepository;
import dev.tidemark.application.sync.TriggerSync;
import dev.tidemark.domain.audit.Actor;
import dev.tidemark.domain.audit.AuditAction;
import dev.tidemark.domain.audit.Change;
import dev.tidemark.domain.sync.Hold;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.RunState;
import dev.tidemark.domain.sync.Sync;
import dev.tidemark.domain.sync.Triggering;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the whole catalogue now: all of its syncs are triggered, and that of the tools stands for
 * them. A trigger with an idempotency key is carried out once in 24 hours, however often it comes.
 */
public final class TriggerConnector {
  private static final Duration REMEMBERED = Duration.ofHours(24);

  /**
   * The wish.
   *
   * @param full whether a full pass is wanted; otherwise it is what the sync would do by itself
   * @param key names the wish if it may come again
   */
  public record Command(Actor actor, boolean full, Optional<String> key) {}

  /** What became of the wish. */
  public sealed interface Outcome {
    /**
     * A run stands for it.
     *
     * @param state of the run when it was asked for
     * @param full whether the run reads everything
     * @param joined whether the run was active before
     */
    record Accepted(RunId run, RunState state, boolean full, boolean joined) implements Outcome {}

    /** The same wish came before; that is what came of it then. */
    record Repeated(Accepted accepted) implements Outcome {}

    /** Another wish came before under that key; nothing was done. */
    record KeyReused() implements Outcome {}

    /** The catalogue's sync is held; nothing was done. */
    record Held(Hold.Reason hold) implements Outcome {}

    /** The platform is not connected to the catalogue. */
    record NotConfigured() implements Outcome {}
  }

  private final CatalogueSyncs catalogue;
  private final Transactions transactions;
  private final SyncRepository syncs;
  private final TriggerSync triggerSync;
  private final TriggerMemory memory;
  private final AuditTrail trail;
  private final InstantSource clock;

  /** On ports of one store. */
  public TriggerConnector(
      CatalogueSyncs catalogue,
      Transactions transactions,
      SyncRepository syncs,
      TriggerSync triggerSync,
      TriggerMemory memory,
      AuditTrail trail,
      InstantSource clock) {
    this.catalogue = catalogue;
    this.transactions = transactions;
    this.syncs = syncs;
    this.triggerSync = triggerSync;
    this.memory = memory;
    this.trail = trail;
    this.clock = clock;
  }

  /** Triggers the catalogue's syncs. */
  public Outcome trigger(Command command) {
    Optional<IdempotencyKey> key =
        command.key().map(value -> new IdempotencyKey(command.actor().keyId(), value));
    return transactions.perform(() -> {
      Instant now = clock.instant();
      Optional<TriggerMemory.Remembered> before = key.flatMap(known -> memory.find(known, now));
      if (before.isPresent()) {
        return before.get().full() == command.full()
            ? new Outcome.Repeated(before.get().accepted())
            : new Outcome.KeyReused();
      }
      Outcome outcome = carryOut(command, now);
      if (outcome instanceof Outcome.Accepted accepted) {
        key.ifPresent(known ->
            memory.remember(
                known,
                new TriggerMemory.Remembered(command.full(), accepted),
                now,
                now.plus(REMEMBERED)));
      }
      return outcome;
    });
  }

  private Outcome carryOut(Command command, Instant now) {
    return switch (triggerAll(command.full(), now)) {
      case TriggerSync.Outcome.Queued queued -> {
        note(command, now, queued.run(), queued.sync());
        yield accepted(now, queued.run(), queued.sync(), false);
      }
      case TriggerSync.Outcome.Joined joined -> {
        if (joined.becameFull()) {
          note(command, now, joined.run(), joined.sync());
        }
        yield accepted(now, joined.run(), joined.sync(), true);
      }
      case TriggerSync.Outcome.Held held -> new Outcome.Held(held.hold());
      case TriggerSync.Outcome.UnknownSync unknown -> new Outcome.NotConfigured();
    };
  }

  /**
   * What becomes of the tools' sync. The others are triggered with it if it is free to run; a run
   * of the tools that is active stands for all of them.
   */
  private TriggerSync.Outcome triggerAll(boolean full, Instant now) {
    boolean free = syncs.find(catalogue.tools()).filter(tools -> free(tools, now)).isPresent();
    TriggerSync.Outcome ofTools = new TriggerSync.Outcome.UnknownSync();
    for (Sync sync : syncs.list(catalogue.connection())) {
      boolean tools = sync.id().equals(catalogue.tools());
      if (tools || free) {
        // One of the others that is held stays so, and says why in its own status.
        TriggerSync.Outcome outcome = triggerSync.trigger(sync.id(), full);
        ofTools = tools ? outcome : ofTools;
      }
    }
    return ofTools;
  }

  /** Whether a trigger would queue a run; nothing is changed by asking. */
  private static boolean free(Sync tools, Instant now) {
    return tools.trigger(new RunId("asked"), false, now) instanceof Triggering.Queued;
  }

  private static Outcome.Accepted accepted(Instant now, RunId run, Sync tools, boolean joined) {
    return new Outcome.Accepted(
        run, RunState.of(tools.currentRun()).orElseThrow(), tools.readsAll(now), joined);
  }

  private void note(Command command, Instant now, RunId run, Sync tools) {
    trail.append(
        new Change(
            now,
            command.actor(),
            AuditAction.SYNC_TRIGGERED,
            catalogue.target(),
            Map.of(),
            Map.of("run_id", run.value(), "mode", tools.readsAll(now) ? "full" : "incremental")));
  }
}
