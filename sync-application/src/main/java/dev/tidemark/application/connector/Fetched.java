package dev.tidemark.application.connector;

import dev.tidemark.domain.failure.FetchFailure;
import dev.tidemark.domain.record.RecordData;
import dev.tidemark.domain.record.RecordKey;
import dev.tidemark.domain.sync.Checkpoint;
import java.util.List;

/** What a reader came back with. */
public sealed interface Fetched {
  /**
   * A page; it may be empty.
   *
   * @param tombstones keys of records that the provider deleted
   * @param checkpoint where the next page starts; after the last page, where the next increment
   *     does
   * @param last whether the pass is complete with this page
   */
  record Page(
      List<RecordData> records, List<RecordKey> tombstones, Checkpoint checkpoint, boolean last)
      implements Fetched {
    /** Copies the lists. */
    public Page {
      records = List.copyOf(records);
      tombstones = List.copyOf(tombstones);
    }
  }

  /** Nothing, and why; the reader is of no further use. */
  record Failed(FetchFailure failure) implements Fetched {}
}
