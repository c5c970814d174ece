package dev.tidemark.application.run;

import dev.tidemark.domain.record.RecordKey;
import dev.tidemark.domain.sync.SyncId;
import java.util.List;

/** Follows which records are live, inside the transaction that changes them. */
public interface PageObserver {
  /** Those keys are live now that were not before, and those are not any more. */
  void changed(SyncId sync, List<RecordKey> appeared, List<RecordKey> disappeared);
}
