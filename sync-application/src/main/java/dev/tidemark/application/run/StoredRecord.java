package dev.tidemark.application.run;

import dev.tidemark.domain.record.RecordKey;
import java.time.Instant;

/**
 * A record as the store has it.
 *
 * @param json its last known content; that of before the deletion if it is deleted
 * @param deleted whether the provider deleted it
 * @param changedAt when its content or its deletion was last stored
 */
public record StoredRecord(RecordKey key, String json, boolean deleted, Instant changedAt) {}
