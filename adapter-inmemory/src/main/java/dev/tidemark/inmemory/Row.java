package dev.tidemark.inmemory;

import dev.tidemark.domain.sync.RunId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record as it is stored. Its canonical text itself tells whether the content changed, so that no
 * hash is kept.
 *
 * @param generation the full pass that last saw it; null if none has
 */
record Row(String json, boolean deleted, Instant changedAt, @Nullable RunId generation) {
  /** A full pass has seen the record unchanged. */
  Row seenBy(RunId pass) {
    return new Row(json, deleted, changedAt, pass);
  }

  /** The provider has deleted the record. */
  Row deletedAt(Instant now) {
    return new Row(json, true, now, generation);
  }
}
