package dev.tidemark.domain.run;

import dev.tidemark.domain.sync.Outcome;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.SyncId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What history keeps of one run.
 *
 * @param full whether it was part of a full pass
 * @param attempts how often a worker took it up
 * @param outcome how it ended; null while it is active
 */
public record Run(
    RunId id,
    SyncId sync,
    boolean full,
    Instant startedAt,
    int attempts,
    RunCounts counts,
    @Nullable Outcome outcome) {
  /** A worker took it up for the first time. */
  public static Run begun(RunId id, SyncId sync, boolean full, Instant now) {
    return new Run(id, sync, full, now, 1, RunCounts.NONE, null);
  }

  /** A worker took it up again. */
  public Run resumed() {
    return new Run(id, sync, full, startedAt, attempts + 1, counts, outcome);
  }

  /** A page was stored. */
  public Run with(RunCounts page) {
    return new Run(id, sync, full, startedAt, attempts, counts.plus(page), outcome);
  }

  /** It is over. */
  public Run ended(Outcome how) {
    return new Run(id, sync, full, startedAt, attempts, counts, how);
  }
}
