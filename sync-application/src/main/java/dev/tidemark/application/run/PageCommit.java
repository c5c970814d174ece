package dev.tidemark.application.run;

import dev.tidemark.domain.record.RecordKey;
import dev.tidemark.domain.run.RunCounts;
import java.util.List;

/** What became of a page that a worker wanted to commit. */
public sealed interface PageCommit {
  /**
   * It is stored, and the checkpoint moved.
   *
   * @param counts what the page changed
   * @param appeared keys that were not live before
   * @param updated keys that were, with another content
   * @param disappeared keys that are not live any more
   * @param cancelRequested whether somebody wants the run to stop
   */
  record Committed(
      RunCounts counts,
      List<RecordKey> appeared,
      List<RecordKey> updated,
      List<RecordKey> disappeared,
      boolean cancelRequested)
      implements PageCommit {
    /** Copies the lists. */
    public Committed {
      appeared = List.copyOf(appeared);
      updated = List.copyOf(updated);
      disappeared = List.copyOf(disappeared);
    }
  }

  /** Nothing is stored: the lease is not the worker's any more. */
  record LeaseLost() implements PageCommit {}
}
