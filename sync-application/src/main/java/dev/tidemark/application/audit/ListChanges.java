package dev.tidemark.application.audit;

import dev.tidemark.application.store.Slice;

/** Lists the changes that people made, the newest first. */
public final class ListChanges {
  private final AuditTrail trail;

  /** From that trail. */
  public ListChanges(AuditTrail trail) {
    this.trail = trail;
  }

  /**
   * A part of the list.
   *
   * @param before the number that it starts before; {@link Long#MAX_VALUE} for the newest
   * @param limit from 1
   */
  public Slice<AuditTrail.Entry> list(long before, int limit) {
    return Slice.of(trail.list(before, limit + 1), limit, entry -> Long.toString(entry.number()));
  }
}
