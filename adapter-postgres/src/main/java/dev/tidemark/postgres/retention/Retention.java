package dev.tidemark.postgres.retention;

import dev.tidemark.postgres.jdbc.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Lets go of rows that a policy does not want to be kept any more: runs, changes that people made,
 * events, and what has expired of sessions, deliveries and triggers.
 *
 * <p>Every node may do so at any time. The rows go in small transactions, which nobody who works
 * waits for; what another node is at already is left to it. If there is nothing to do, it takes a
 * few looks into indexes, however many rows there are.
 */
public final class Retention {
  private final InstantSource clock;
  private final OldRuns runs;
  private final OldChanges changes;
  private final OldEvents events;
  private final List<Expired> expired;

  /** On that database. */
  public Retention(Database database, InstantSource clock, RetentionPolicy policy) {
    this.clock = clock;
    this.runs = new OldRuns(database, policy.runs());
    this.changes = new OldChanges(database, policy.changes());
    this.events = new OldEvents(database, policy.events());
    this.expired = Expired.all(database, policy);
  }

  /**
   * Lets go of all that is too old or too much now.
   *
   * @return how many rows went
   */
  public int prune() {
    Instant now = clock.instant();
    int gone = runs.prune(now) + changes.prune(now) + events.prune(now);
    for (Expired rows : expired) {
      gone += rows.prune(now);
    }
    return gone;
  }
}
