package dev.tidemark.application.run;

import dev.tidemark.domain.record.RecordData;
import dev.tidemark.domain.record.RecordKey;
import dev.tidemark.domain.sync.SyncId;
import java.util.List;

/** Follows which records are live, inside the transaction that changes them. */
public interface PageObserver {
  /** Whether the sync's records are of any interest. */
  boolean follows(SyncId sync);

  /**
   * Records of a sync that is followed were changed.
   *
   * @param stored those that were not live before, or have another content now
   * @param disappeared keys of those that are not live any more
   */
  void changed(SyncId sync, List<RecordData> stored, List<RecordKey> disappeared);
}
