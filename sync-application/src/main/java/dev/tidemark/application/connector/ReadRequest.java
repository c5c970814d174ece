package dev.tidemark.application.connector;

import dev.tidemark.domain.sync.Checkpoint;
import dev.tidemark.domain.sync.SyncId;
import java.util.Optional;

/**
 * What to read.
 *
 * @param full whether this is (part of) a full pass: every record is wanted, not only what changed
 * @param checkpoint where to go on; empty only at the beginning of a full pass
 */
public record ReadRequest(
    SyncId sync, Credentials credentials, boolean full, Optional<Checkpoint> checkpoint) {
  /** Refuses an increment that starts nowhere. */
  public ReadRequest {
    if (!full && checkpoint.isEmpty()) {
      throw new IllegalArgumentException(
          "an increment of " + sync + " needs a checkpoint to start from");
    }
  }
}
