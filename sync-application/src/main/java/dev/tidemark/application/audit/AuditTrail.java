package dev.tidemark.application.audit;

import dev.tidemark.domain.audit.Change;
import java.util.List;

/** Driven port: the changes that people made, in the order in which they were made. */
public interface AuditTrail {
  /**
   * A change as it stands in the trail.
   *
   * @param number from 1, the later the higher; gaps are possible
   */
  record Entry(long number, Change change) {}

  /** Adds a change; to be called in the transaction that makes it. */
  void append(Change change);

  /**
   * Changes before that number, the newest first, at most so many; 10 000 are kept at least.
   *
   * @param before {@link Long#MAX_VALUE} for the newest
   */
  List<Entry> list(long before, int limit);
}
