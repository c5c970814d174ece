package dev.tidemark.application.run;

import dev.tidemark.domain.record.RecordKey;
import java.util.List;

/** What became of the records that a complete full pass did not see. */
public sealed interface Sweep {
  /** They are deleted. */
  record Swept(List<RecordKey> disappeared) implements Sweep {
    /** Copies the list. */
    public Swept {
      disappeared = List.copyOf(disappeared);
    }
  }

  /**
   * They are kept: deleting them would go beyond what a pass may delete.
   *
   * @param unseen how many would have been deleted
   * @param live how many records there are, those included
   */
  record Refused(long unseen, long live) implements Sweep {}

  /** Nothing is done: the lease is not the worker's any more. */
  record LeaseLost() implements Sweep {}
}
