package dev.tidemark.connectors.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * What a checkpoint holds: where the next increment starts and, in the middle of a pass, where the
 * pass goes on.
 */
record Progress(Mark mark, Optional<Pass> pass) {

  /**
   * A pass under way.
   *
   * @param full whether every record is wanted, not only what changed
   * @param started when it began
   * @param events where the events feed goes on after this pass, once that is known
   * @param log where the log of changes goes on after a full pass
   */
  record Pass(
      boolean full,
      Instant started,
      Optional<Mark.Events> events,
      Optional<String> log,
      Position position) {
    Pass at(Position next) {
      return new Pass(full, started, events, log, next);
    }
  }

  /** A place within a pass. */
  sealed interface Position {
    /** In the events feed. */
    record InEvents(Walk walk) implements Position {}

    /**
     * In a listing that is read partition by partition.
     *
     * @param place where, as {@link PartitionsReader} writes it
     */
    record InPartitions(JsonNode place) implements Position {}

    /** In the listing of deleted records. */
    record InArchived(InListing place) implements Position {}

    /**
     * In the listing.
     *
     * @param from where the pass starts; nothing older is wanted
     * @param slice where the current slice starts
     * @param until where the pass ends
     * @param seen the newest time of a record so far
     * @param since the opaque checkpoint that what changed is asked for by
     */
    record InListing(
        OffsetDateTime from,
        OffsetDateTime slice,
        OffsetDateTime until,
        Optional<JsonNode> token,
        Optional<Instant> seen,
        Optional<String> since)
        implements Position {
      /** The same, asked for by an opaque checkpoint. */
      InListing since(String checkpoint) {
        return new InListing(from, slice, until, token, seen, Optional.of(checkpoint));
      }
    }
  }
}
