package dev.tidemark.application.sync;

import dev.tidemark.domain.sync.Sync;

/**
 * Keeps the scheduler in step with the facts. To be called in the transaction that changes them.
 */
public final class FollowSchedule {
  private final SyncScheduler scheduler;

  /** On that scheduler. */
  public FollowSchedule(SyncScheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** The sync is due when its facts say so, and at no other time. */
  public void follow(Sync sync) {
    sync.nextRun()
        .ifPresentOrElse(
            due -> scheduler.schedule(sync.id(), due), () -> scheduler.unschedule(sync.id()));
  }
}
