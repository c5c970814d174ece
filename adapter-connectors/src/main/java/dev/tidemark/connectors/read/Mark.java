package dev.tidemark.connectors.read;

import java.time.Instant;
import java.util.Optional;

/**
 * Where the next increment starts.
 *
 * @param listing every record of an earlier time has been read; empty for none
 * @param events empty when the model has no events feed
 */
record Mark(Optional<Instant> listing, Optional<Events> events) {
  /** Before the first pass. */
  static final Mark NONE = new Mark(Optional.empty(), Optional.empty());

  /**
   * How far the events feed has been read.
   *
   * @param newest the time of the newest event read, by the provider's clock; empty if there was
   *     none
   * @param confirmed when that was still the newest one, by ours
   */
  record Events(Optional<Instant> newest, Instant confirmed) {}
}
