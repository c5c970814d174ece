package dev.tidemark.application.run;

import dev.tidemark.domain.record.RecordKey;
import dev.tidemark.domain.sync.SyncId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Driven port: the records that runs have stored. */
public interface RecordStore {
  /** The record of that key, also if it is deleted. */
  Optional<StoredRecord> find(SyncId sync, RecordKey key);

  /**
   * Records in the order of their keys' code points, deleted ones included, after that key (null:
   * from the first), at most so many; as they are at one instant.
   */
  List<StoredRecord> list(SyncId sync, @Nullable RecordKey after, int limit);

  /** How many records there are that are not deleted. */
  long count(SyncId sync);
}
