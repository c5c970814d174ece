package dev.tidemark.application.run;

import dev.tidemark.application.sync.SyncRepository;
import dev.tidemark.application.sync.SyncScheduler;
import dev.tidemark.domain.sync.SyncId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

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
   * Recovers what is lost now; to be called about once per lease.
   *
   * @return how many syncs were found
   */
  public int recover() {
    Instant now = clock.instant();
    List<SyncId> lost = syncs.lost(now, BATCH);
    lost.forEach(sync -> scheduler.schedule(sync, now));
    return lost.size();
  }
}
