package dev.tidemark.connectors.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.util.Optional;

/**
 * Where the next increment starts.
 *
 * @param listing every record of an earlier time has been read; empty for none
 * @param events empty when the model has no events feed
 * @param token the provider's own checkpoint; empty when the model has none
 * @param partitions the marks of partitions and of parents, as {@link PartitionsReader} writes
 *     them; missing when the listing is read as one
 */
record Mark(
    Optional<Instant> listing,
    Optional<Events> events,
    Optional<String> token,
    JsonNode partitions) {
  /** Before the first pass. */
  static final Mark NONE =
      new Mark(Optional.empty(), Optional.empty(), Optional.empty(), MissingNode.getInstance());

  Mark withToken(Optional<String> other) {
    return new Mark(listing, events, other, partitions);
  }

  Mark with(Optional<Events> others) {
    return new Mark(listing, others, token, partitions);
  }

  Mark with(JsonNode others) {
    return new Mark(listing, events, token, others);
  }

  /**
   * How far the events feed has been read.
   *
   * @param newest the time of the newest event read, by the provider's clock; empty if there was
   *     none
   * @param confirmed when that was still the newest one, by ours
   * @param known events that the next increment reads again and need not apply
   */
  record Events(Optional<Instant> newest, Instant confirmed, KnownEvents known) {}
}
