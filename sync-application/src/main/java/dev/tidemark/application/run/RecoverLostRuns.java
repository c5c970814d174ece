package dev.tidemark.application.run;

import dev.tidemark.application.sync.SyncRepository;
import dev.tidemark.application.sync.SyncScheduler;
import dev.tidemark.domain.sync.CurrentRun;
import dev.tidemark.domain.sync.Sync;
import dev.tidemark.domain.sync.SyncId;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Brings back syncs whose worker vanished: makes them due at once, so that whoever claims one
 * closes the lost run.
 */
public final class RecoverLostRuns {
  private static final int BATCH = 500;

  private final SyncRepository syncs;
  private final SyncScheduler scheduler;
  private final InstantSource clock;

  /** On those ports. */
  public RecoverLostRuns(SyncRepository syncs, SyncScheduler scheduler, InstantSource clock) {
    this.syncs = syncs;
    this.scheduler = scheduler;
    this.clock = clock;
  }

  /**
   * Recovers what is lost now; to be called at least once per lease.
   *
   * @return how many syncs were made due
   */
  public int recover() {
    Instant now = clock.instant();
    int recovered = 0;
    for (SyncId sync : syncs.lost(now, BATCH)) {
      // Another node may have brought it back meanwhile, and it may have run: it is not due again.
      if (syncs.find(sync).filter(found -> isLost(found, now)).isPresent()) {
        scheduler.schedule(sync, now);
        recovered++;
      }
    }
    return recovered;
  }

  private static boolean isLost(Sync sync, Instant now) {
    return sync.currentRun() instanceof CurrentRun.Working run && !run.leaseUntil().isAfter(now);
  }
}
