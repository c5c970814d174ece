package dev.tidemark.application.sync;

import dev.tidemark.application.store.Transactions;
import dev.tidemark.domain.sync.Hold;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.Sync;
import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.domain.sync.Triggering;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Runs a sync now, whatever its schedule says. */
public final class TriggerSync {
  /** What became of the wish. */
  public sealed interface Outcome {
    /**
     * A run is queued and due at once.
     *
     * @param sync the facts afterwards
     */
    record Queued(Sync sync, RunId run) implements Outcome {}

    /**
     * A run was active already and stands for the one that was asked for.
     *
     * @param sync the facts afterwards
     * @param becameFull whether a run that had not begun is the full pass now that was asked for
     */
    record Joined(Sync sync, RunId run, boolean becameFull) implements Outcome {}

    /** The sync is held. */
    record Held(Hold.Reason hold) implements Outcome {}

    /** There is no such sync. */
    record UnknownSync() implements Outcome {}
  }

  private final Transactions transactions;
  private final SyncRepository syncs;
  private final FollowSchedule schedule;
  private final InstantSource clock;
  private final Supplier<String> ids;

  /** Run ids come from {@code ids}, which never gives one twice. */
  public TriggerSync(
      Transactions transactions,
      SyncRepository syncs,
      SyncScheduler scheduler,
      InstantSource clock,
      Supplier<String> ids) {
    this.transactions = transactions;
    this.syncs = syncs;
    this.schedule = new FollowSchedule(scheduler);
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Triggers the sync.
   *
   * @param full whether a full pass is wanted
   */
  public Outcome trigger(SyncId id, boolean full) {
    RunId fresh = new RunId(ids.get());
    return transactions.perform(() -> {
      AtomicReference<Outcome> answer = new AtomicReference<>(new Outcome.UnknownSync());
      syncs
          .update(
              id,
              sync ->
                  switch (sync.trigger(fresh, full, clock.instant())) {
                    case Triggering.Queued queued -> {
                      answer.set(new Outcome.Queued(queued.sync(), queued.run()));
                      yield queued.sync();
                    }
                    case Triggering.Joined joined -> {
                      boolean becameFull = !joined.sync().equals(sync);
                      answer.set(new Outcome.Joined(joined.sync(), joined.run(), becameFull));
                      yield joined.sync();
                    }
                    case Triggering.Held held -> {
                      answer.set(new Outcome.Held(held.hold()));
                      yield sync;
                    }
                  })
          .filter(sync -> answer.get() instanceof Outcome.Queued)
          .ifPresent(schedule::follow);
      return answer.get();
    });
  }
}
