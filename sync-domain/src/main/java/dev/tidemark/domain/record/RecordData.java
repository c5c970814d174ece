package dev.tidemark.domain.record;

/**
 * One record as its provider has it.
 *
 * @param json an object as canonical JSON text (keys sorted, no white space), so that equal content
 *     is equal text
 */
public record RecordData(RecordKey key, String json) {}
