package dev.tidemark.testkit;

import dev.tidemark.application.sync.SyncScheduler;
import dev.tidemark.domain.sync.SyncId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * A scheduler that wakes nobody by itself: {@link #runDue} runs what is due by a given clock, on
 * the calling thread.
 */
public final class ManualScheduler implements SyncScheduler {
  private final InstantSource clock;
  private final SyncScheduler kept;
  private final Set<SyncId> known = ConcurrentHashMap.newKeySet();

  /** Keeps due instants itself, and knows nothing of transactions. */
  public ManualScheduler(InstantSource clock) {
    this(clock, new Kept());
  }

  /**
   * Keeps due instants in another scheduler, whose transactions they join; that one must not be
   * started. What was scheduled there before is not seen here.
   */
  public ManualScheduler(InstantSource clock, SyncScheduler kept) {
    this.clock = clock;
    this.kept = kept;
  }

  @Override
  public void schedule(SyncId sync, Instant due) {
    known.add(sync);
    kept.schedule(sync, due);
  }

  @Override
  public void unschedule(SyncId sync) {
    kept.unschedule(sync);
  }

  @Override
  public Optional<Instant> due(SyncId sync) {
    return kept.due(sync);
  }

  /** When the next sync is due. */
  public Optional<Instant> next() {
    return known.stream().flatMap(sync -> due(sync).stream()).min(Comparator.naturalOrder());
  }

  /**
   * Hands each sync that is due now to the handler, once and one after the other, that first which
   * was due first. One that is due again at once waits for the next call.
   *
   * @return the syncs that were handed over
   */
  public List<SyncId> runDue(Consumer<SyncId> handler) {
    Instant now = clock.instant();
    List<SyncId> due =
        known.stream()
            .filter(sync -> dueBy(sync, now))
            .sorted(
                Comparator.comparing((SyncId sync) -> due(sync).orElse(now))
                    .thenComparing(SyncId::toString))
            .toList();
    List<SyncId> handled = new ArrayList<>();
    for (SyncId sync : due) {
      // A handler before it may have changed that.
      if (dueBy(sync, now)) {
        handler.accept(sync);
        handled.add(sync);
      }
    }
    return handled;
  }

  private boolean dueBy(SyncId sync, Instant now) {
    return due(sync).filter(at -> !at.isAfter(now)).isPresent();
  }

  /** Due instants in a map. */
  private static final class Kept implements SyncScheduler {
    private final Map<SyncId, Instant> dues = new ConcurrentHashMap<>();

    @Override
    public void schedule(SyncId sync, Instant due) {
      dues.put(sync, due);
    }

    @Override
    public void unschedule(SyncId sync) {
      dues.remove(sync);
    }

    @Override
    public Optional<Instant> due(SyncId sync) {
      return Optional.ofNullable(dues.get(sync));
    }
  }
}
