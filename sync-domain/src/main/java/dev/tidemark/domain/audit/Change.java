package dev.tidemark.domain.audit;

import java.time.Instant;
import java.util.Map;

/**
 * A change that somebody made.
 *
 * @param target what was changed: the slug of a tool or toolkit, or the provider whose syncs were
 * @param before values that are different now, by the names that the API has for them
 * @param after what they are now, and what came of it
 */
public record Change(
    Instant at,
    Actor actor,
    AuditAction action,
    String target,
    Map<String, String> before,
    Map<String, String> after) {
  /** Copies the maps. */
  public Change {
    before = Map.copyOf(before);
    after = Map.copyOf(after);
  }
}
