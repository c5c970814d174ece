package dev.tidemark.connectors.cursor;

import java.time.OffsetDateTime;

/**
 * A stretch of time that is read by itself.
 *
 * @param end where the next slice starts; for the last one, the end of the pass
 */
public record Slice(OffsetDateTime start, OffsetDateTime end, boolean last) {}
